/** A start that cannot go on for a reason a person can mend. The message is shown alone, without a stack. */
export class StartRefused extends Error {
  override name = "StartRefused";
}
