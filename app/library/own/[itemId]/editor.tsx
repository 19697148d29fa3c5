"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { OwnKind } from "@/lib/domain/content/own-content";
import { Banner } from "../../../_components/banner";
import { Button } from "../../../_components/button";
import { RadioCards } from "../../../_components/radio-cards";
import { FilePicker } from "../_components/file-picker";
import { ProblemList } from "../_components/problem-list";
import { refusalSentence } from "../_components/words";
import { CaseFields } from "./form/case-fields";
import { LeaveGuard } from "./leave-guard";
import { StaleBanner } from "./stale-banner";
import { TextEditor, type TextEditorHandle } from "./text-editor";
import { type DraftStart, useDraft } from "./use-draft";

const VIEWS = [
  { value: "form", label: "Form", hint: "The fields that change most" },
  { value: "file", label: "File", hint: "Everything, as YAML" },
] as const;

/** A draft as a form and as a file, with what is wrong in it. It is kept when Save is pressed. */
export function Editor({
  itemId,
  kind,
  publishedId,
  start,
  phases,
}: {
  itemId: string;
  kind: OwnKind;
  publishedId: string | null;
  start: DraftStart;
  phases: readonly { id: string; name: string }[];
}) {
  const draft = useDraft(itemId, start);
  const { view, text, form, problems, isDirty, busy, error, isStale } = draft;
  const editor = useRef<TextEditorHandle>(null);
  const [wantedLine, setWantedLine] = useState<number | null>(null);

  // Gone to once the file is on the page, which it may not be yet.
  useEffect(() => {
    if (wantedLine === null || view !== "file") return;
    editor.current?.goToLine(wantedLine);
    setWantedLine(null);
  }, [wantedLine, view]);

  async function jump(line: number) {
    if (await draft.show("file")) setWantedLine(line);
  }

  function saveByKey(event: KeyboardEvent) {
    if (event.key !== "s" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    void draft.save();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the shortcut works wherever in it one writes
    <div onKeyDown={saveByKey} className="flex flex-col gap-5">
      <LeaveGuard isDirty={isDirty} />
      {isStale ? <StaleBanner textNow={draft.textNow} kind={kind} /> : null}
      {kind === "case" ? (
        <div className="max-w-md">
          <RadioCards
            legend="Edit as"
            hideLegend
            options={VIEWS}
            value={draft.chosen}
            onChange={(next) => void draft.show(next)}
          />
        </div>
      ) : null}
      <div className="sticky top-0 z-10 -mx-4 flex flex-wrap items-center gap-3 border-line border-b bg-canvas px-4 py-2">
        <Button variant="primary" loading={busy === "saving"} onClick={() => void draft.save()}>
          Save draft
        </Button>
        <p role="status" className="text-ink-2 text-sm">
          {isDirty ? "Not saved yet" : "Saved"}
          {problems.length > 0
            ? ` · ${problems.length === 1 ? "1 problem" : `${problems.length} problems`}`
            : " · Nothing wrong"}
        </p>
      </div>
      {error ? <Banner tone="bad">{error}</Banner> : null}
      <ProblemList problems={problems} onJump={(line) => void jump(line)} />
      {view === "form" && form ? (
        <CaseFields
          form={form}
          onChange={draft.editForm}
          phases={phases}
          isIdFixed={publishedId !== null}
        />
      ) : (
        <>
          <TextEditor
            ref={editor}
            value={text}
            problemLines={problems.map(({ line }) => line)}
            onChange={draft.editText}
          />
          <FilePicker
            label="Replace the text with a file"
            onText={draft.editText}
            onTooLong={() => draft.say(refusalSentence("too-long"))}
          />
        </>
      )}
    </div>
  );
}
