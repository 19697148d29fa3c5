/** The process answers; what it depends on is asked by `ready`. */
export const dynamic = "force-dynamic";

export function GET(): Response {
  return new Response("live\n", { headers: { "Cache-Control": "no-store" } });
}
