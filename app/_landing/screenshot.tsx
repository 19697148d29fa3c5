import Image from "next/image";

/**
 * A real screenshot, `public/<name>.png` and `public/<name>-dark.png`, in a thin frame. Two images
 * and not a `<picture>`: the theme can be chosen against the system, and only the shown one is
 * fetched because the other is lazy and has no box.
 */
export function Screenshot({
  name,
  width,
  height,
  caption,
}: {
  name: string;
  width: number;
  height: number;
  caption: string;
}) {
  const shared = { width, height, unoptimized: true, loading: "lazy" } as const;
  return (
    <figure
      style={{ aspectRatio: `${width} / ${height}` }}
      className="overflow-hidden rounded-panel border border-line bg-sunken"
    >
      <Image {...shared} src={`/${name}.png`} alt="" className="w-full dark:hidden" />
      <Image {...shared} src={`/${name}-dark.png`} alt="" className="hidden w-full dark:block" />
      <figcaption className="sr-only">{caption}</figcaption>
    </figure>
  );
}
