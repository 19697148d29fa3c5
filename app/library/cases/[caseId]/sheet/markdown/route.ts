import { asDownload } from "@/app/_components/as-download";
import { getViewer } from "@/server/auth/viewer";
import { exportCaseSheet } from "@/server/services/library-sheets";

export async function GET(
  _request: Request,
  { params }: { params: Promise<{ caseId: string }> },
): Promise<Response> {
  const viewer = await getViewer();
  const file = viewer ? await exportCaseSheet(viewer, (await params).caseId) : null;
  return asDownload(file?.ok ? file.value : null, "text/markdown; charset=utf-8");
}
