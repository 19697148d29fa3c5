/** Parse, handle, reply once: the way every request takes. */
import type { z } from "zod";
import type { Reply, ReplyOf } from "@/lib/protocol/messages";
import type { RefusalCode } from "@/lib/protocol/refusals";
import type { Log } from "../log";
import type { Conduct } from "./conduct";
import type { RealtimeMetrics } from "./metrics";

type Requests = Record<string, { payload: z.ZodType; reply: z.ZodType }>;

/** One handler for each request of a contract; a request without one does not compile. */
export type Handlers<R extends Requests> = {
  [N in keyof R & string]: (
    payload: z.output<R[N]["payload"]>,
  ) => ReplyOf<R, N> | Promise<ReplyOf<R, N>>;
};

/** What is needed of a socket; everything that arrives on it is unknown until parsed. */
export interface RequestSocket {
  readonly id: string;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
}

export interface AnswerContext {
  conduct: Conduct;
  log: Log;
  metrics: Pick<RealtimeMetrics, "answered">;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
}

/** Binds every request of a contract to its handler. */
export function answerRequests<R extends Requests>(
  socket: RequestSocket,
  requests: R,
  handlers: Handlers<R>,
  context: AnswerContext,
): void {
  for (const name of Object.keys(requests) as (keyof R & string)[]) {
    const schema = requests[name]?.payload;
    const handle = handlers[name];
    if (!schema) continue;
    socket.on(name, (...args) => {
      // Without a payload the acknowledgement comes first; without an acknowledgement nobody waits.
      const last = args.at(-1);
      const acknowledge = typeof last === "function" ? last : () => {};
      const payload = typeof args[0] === "function" ? undefined : args[0];
      const arrivedAt = context.now();
      void replyTo(payload).then((reply) => {
        acknowledge(reply);
        context.metrics.answered(name, reply, context.now() - arrivedAt);
      });
    });

    const replyTo = async (payload: unknown): Promise<Reply<unknown>> => {
      if (!context.conduct.mayAsk(name)) return refuse("too-many");
      const parsed = schema.safeParse(payload);
      if (!parsed.success) return refuse("malformed");
      try {
        const reply = await handle(parsed.data as z.output<R[typeof name]["payload"]>);
        if (!reply.ok) context.conduct.refused(reply.code);
        return reply;
      } catch (error) {
        context.log.error("A request failed", { error, socketId: socket.id, event: name });
        return { ok: false, code: "unavailable" };
      }
    };

    const refuse = (code: RefusalCode): Reply<never> => {
      context.conduct.refused(code);
      return { ok: false, code };
    };
  }
}
