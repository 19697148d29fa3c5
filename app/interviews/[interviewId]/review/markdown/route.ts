import { InterviewId } from "@/lib/domain/ids";
import { getViewer } from "@/server/auth/viewer";
import { exportMarkdown } from "@/server/services/export-review";

export async function GET(
  _request: Request,
  { params }: { params: Promise<{ interviewId: string }> },
): Promise<Response> {
  const id = InterviewId.safeParse((await params).interviewId);
  const viewer = await getViewer();
  const file = id.success && viewer ? await exportMarkdown(viewer, id.data) : null;
  if (!file?.ok) return new Response("Not found", { status: 404 });
  return new Response(file.value.text, {
    headers: {
      "Content-Type": "text/markdown; charset=utf-8",
      "Content-Disposition": `attachment; filename="${file.value.name}"`,
      "Cache-Control": "private, no-store",
    },
  });
}
