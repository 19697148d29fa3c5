/** The rules of the room in five lines; what is recorded comes first. */
export function HouseRules({ isSolo }: { isSolo: boolean }) {
  const rules = [
    "Recorded, to be reviewed later: the document, the canvas and the clock.",
    "Not recorded: voice and video. They do not pass through here.",
    isSolo
      ? "You drive the clock. A phase that runs over keeps counting; nothing jumps by itself."
      : "The interviewer drives the clock. A phase that runs over keeps counting; nothing jumps by itself.",
    "If your connection drops, keep working. Everything is kept and merged when it is back.",
    isSolo
      ? "At the end you assess yourself, and the interviewer's side of the brief opens."
      : "At the end both fill a card. Neither sees the other's until both are in.",
  ];
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-base">How it works</h3>
      <ol className="m-0 flex max-w-prose list-decimal flex-col gap-1.5 pl-5 text-ink-2 text-sm marker:text-ink-3">
        {rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ol>
    </section>
  );
}
