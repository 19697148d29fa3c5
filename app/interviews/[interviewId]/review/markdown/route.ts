import { asDownload } from "@/app/_components/as-download";
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
  return asDownload(file?.ok ? file.value : null, "text/markdown; charset=utf-8");
}
