import { checkReadiness } from "@/server/services/check-readiness";

export const dynamic = "force-dynamic";

/** Whether requests should be sent here. While the process drains, the web server answers itself. */
export async function GET(): Promise<Response> {
  const { isReady, reason } = await checkReadiness();
  return new Response(isReady ? "ready\n" : `${reason}\n`, {
    status: isReady ? 200 : 503,
    headers: { "Cache-Control": "no-store" },
  });
}
