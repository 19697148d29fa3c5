/** Numbers a tab gives itself. Never stored for reuse: two tabs with one number would be one author. */
import { uuidv4 } from "lib0/random";
import { ClientId, CommandId, SenderId } from "@/lib/domain/ids";

/** `crypto.randomUUID` is missing on pages without https; this is there everywhere. */
function randomWords(count: number): Uint32Array {
  return crypto.getRandomValues(new Uint32Array(count));
}

export function newSender(): SenderId {
  const [high = 0, low = 0] = randomWords(2);
  // 53 bits, and never 0.
  return SenderId.parse(Math.max(1, (high % 2 ** 21) * 2 ** 32 + low));
}

/** A Yjs clientID past the two that are reserved. */
export function newClientId(): ClientId {
  const [word = 0] = randomWords(1);
  return ClientId.parse(Math.max(2, word));
}

export function newCommandId(): CommandId {
  return CommandId.parse(uuidv4());
}
