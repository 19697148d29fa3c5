import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { InterviewId } from "@/lib/domain/ids";
import { requireViewer } from "@/server/auth/viewer";
import { loadRoom } from "@/server/services/load-room";
import { LiveRoom } from "./live-room";

export const metadata: Metadata = { title: "Room" };

export default async function RoomPage({ params }: { params: Promise<{ interviewId: string }> }) {
  const interviewId = InterviewId.safeParse((await params).interviewId);
  if (!interviewId.success) notFound();
  const path = `/interviews/${interviewId.data}`;
  const viewer = await requireViewer();
  const loaded = await loadRoom(viewer, interviewId.data);
  if (loaded.ok) return <LiveRoom view={loaded.value} />;
  if (loaded.code === "not-found") notFound();
  redirect(loaded.code === "finished" ? `${path}/review` : path);
}
