import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { figuresFor } from "@/server/services/figures";

export const dynamic = "force-dynamic";

/** For a collector with the token; for everybody else there is nothing here. */
export async function GET(): Promise<Response> {
  const figures = figuresFor((await headers()).get("authorization"));
  if (figures === null) notFound();
  return new Response(await figures.text(), {
    headers: { "Content-Type": figures.contentType, "Cache-Control": "no-store" },
  });
}
