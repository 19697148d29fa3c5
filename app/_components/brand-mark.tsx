/** A clock's face a quarter of an hour in: the interview that is under way. */
export function BrandMark({ size = 24 }: { size?: number | undefined }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      width={size}
      height={size}
      className="shrink-0 text-accent"
    >
      <circle cx="12" cy="12" r="10" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M12 12V5.5A6.5 6.5 0 0 1 18.5 12Z" fill="currentColor" />
    </svg>
  );
}
