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
  const shared = { width, height, loading: "lazy", decoding: "async" } as const;
  return (
    <figure
      style={{ aspectRatio: `${width} / ${height}` }}
      className="overflow-hidden rounded-panel border border-line bg-sunken"
    >
      {/* biome-ignore lint/performance/noImgElement: the image component costs 5 KB of script and would optimise nothing */}
      <img {...shared} src={`/${name}.png`} alt="" className="w-full dark:hidden" />
      {/* biome-ignore lint/performance/noImgElement: the image component costs 5 KB of script and would optimise nothing */}
      <img {...shared} src={`/${name}-dark.png`} alt="" className="hidden w-full dark:block" />
      <figcaption className="sr-only">{caption}</figcaption>
    </figure>
  );
}
