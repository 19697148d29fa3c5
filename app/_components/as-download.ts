/** A file to keep, or the same 404 for whoever may not have it. */
export function asDownload(
  file: { name: string; text: string } | null,
  contentType: string,
): Response {
  if (!file) return new Response("Not found", { status: 404 });
  return new Response(file.text, {
    headers: {
      "Content-Type": contentType,
      "Content-Disposition": `attachment; filename="${file.name}"`,
      "Cache-Control": "private, no-store",
    },
  });
}
