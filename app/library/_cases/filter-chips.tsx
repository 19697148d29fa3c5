export interface ChipOption<T extends string | number> {
  value: T;
  label: string;
}

/** Filters of one kind: tick boxes that look like chips. On a phone the row scrolls sideways. */
export function FilterChips<T extends string | number>({
  legend,
  name,
  options,
  chosen,
  onChange,
}: {
  legend: string;
  /** The name of the parameter in the address. */
  name: string;
  options: readonly ChipOption<T>[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
}) {
  const toggle = (value: T) =>
    onChange(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]);
  return (
    <fieldset className="m-0 flex min-w-0 flex-col gap-1 border-0 p-0 sm:flex-row sm:items-baseline sm:gap-3">
      <legend className="float-left shrink-0 p-0 text-ink-3 text-sm sm:w-24">{legend}</legend>
      <div className="-mx-4 flex min-w-0 gap-1.5 overflow-x-auto px-4 py-1 sm:mx-0 sm:flex-wrap sm:overflow-visible sm:px-0">
        {options.map(({ value, label }) => (
          <label
            key={value}
            className="relative flex h-8 shrink-0 items-center rounded-full border border-line-strong bg-surface px-3 text-sm hover:bg-sunken has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent-ink has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2 pointer-coarse:h-11"
          >
            <input
              type="checkbox"
              name={name}
              value={value}
              checked={chosen.includes(value)}
              onChange={() => toggle(value)}
              className="absolute inset-0 appearance-none opacity-0"
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
