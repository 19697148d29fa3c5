import clsx from "clsx";
import { cursorColour } from "./cursor-colour";

/** A person as initials on their cursor's colour. */
export function Avatar({
  name,
  initialsOf = name,
  colour,
  size = "room",
  dimmed = false,
}: {
  /** Who it is, for screen readers and on hover. */
  name: string;
  /** Whose initials, when the name says more than the name. */
  initialsOf?: string | undefined;
  /** Which of the eight cursor colours, counted from 0; any whole number is folded into them. */
  colour: number;
  size?: "room" | "page" | undefined;
  /** Known here, but away. */
  dimmed?: boolean | undefined;
}) {
  return (
    <span
      role="img"
      aria-label={name}
      title={name}
      style={{ background: cursorColour(colour) }}
      className={clsx(
        "inline-flex shrink-0 select-none items-center justify-center rounded-full font-bold text-on-cursor",
        size === "room" ? "size-6 text-[10px]" : "size-8 text-xs",
        dimmed && "grayscale",
      )}
    >
      {initials(initialsOf)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0] ?? "";
  const last = words.length > 1 ? (words[words.length - 1] ?? "") : "";
  // By code point, so that a name which starts with an emoji keeps it whole.
  return ([...first].slice(0, 1).join("") + [...last].slice(0, 1).join("")).toUpperCase() || "?";
}
