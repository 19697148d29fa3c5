import { asDownload } from "@/app/_components/as-download";
import { exportFrameworkSheet } from "@/server/services/library-sheets";

export async function GET(
  _request: Request,
  { params }: { params: Promise<{ frameworkId: string }> },
): Promise<Response> {
  const file = await exportFrameworkSheet((await params).frameworkId);
  return asDownload(file.ok ? file.value : null, "text/markdown; charset=utf-8");
}
