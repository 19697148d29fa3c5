import { stencilIconPath } from "./stencil-icon-path";

/** The small drawing of a component. Decoration: its name always stands beside it. */
export function StencilIcon({ id, size = 20 }: { id: string; size?: number | undefined }) {
  return (
    <svg
      aria-hidden
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      className="shrink-0"
    >
      <path d={stencilIconPath(id)} />
    </svg>
  );
}
