import { z } from "zod";
import { OwnItemId } from "@/lib/domain/content/own-content";
import { getViewer } from "@/server/auth/viewer";
import { exportOwnText } from "@/server/services/own-content";
import { asDownload } from "../../../../_components/as-download";

/** Absent for the draft. */
const Version = z.coerce.number().int().min(1).max(1_000_000).nullable();

export async function GET(
  request: Request,
  { params }: { params: Promise<{ itemId: string }> },
): Promise<Response> {
  const id = OwnItemId.safeParse((await params).itemId);
  const version = Version.safeParse(new URL(request.url).searchParams.get("version"));
  const viewer = await getViewer();
  const file =
    id.success && version.success && viewer
      ? await exportOwnText(viewer, id.data, version.data)
      : null;
  return asDownload(file?.ok ? file.value : null, "text/yaml; charset=utf-8");
}
