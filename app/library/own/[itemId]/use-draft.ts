"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { CaseForm } from "@/lib/domain/content/case-form";
import type { TextProblem } from "@/lib/domain/content/own-content";
import { refusalSentence, UNREACHABLE } from "../_components/words";
import { checkTextAction, saveDraftAction } from "../actions";
import { cleanForm } from "./clean-form";

/** Long enough that a sentence is checked when it is written, and not letter by letter. */
const CHECK_AFTER_MS = 600;

export interface DraftStart {
  text: string;
  form: CaseForm | null;
  problems: readonly TextProblem[];
  revision: number;
}

export type DraftView = "form" | "file";

/**
 * A draft being edited, as a form or as a file. The text is what counts: the form is read out of it,
 * and written into it on the server, where YAML is read.
 */
export function useDraft(itemId: string, start: DraftStart) {
  const [view, setView] = useState<DraftView>(start.form ? "form" : "file");
  // What was chosen last: the other view is there once the server has read the text.
  const [chosen, setChosen] = useState(view);
  const [text, setText] = useState(start.text);
  const [form, setForm] = useState(start.form);
  const [problems, setProblems] = useState(start.problems);
  const [revision, setRevision] = useState(start.revision);
  const [isDirty, setDirty] = useState(false);
  const [busy, setBusy] = useState<"saving" | "switching" | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isStale, setStale] = useState(false);
  // Raised with every edit: an answer about an earlier one is out of date.
  const edits = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const check = useCallback(
    async (written: { text: string; form: CaseForm | null }) => {
      const asked = edits.current;
      try {
        const answer = await checkTextAction(itemId, {
          text: written.text,
          form: written.form && cleanForm(written.form),
        });
        if (edits.current !== asked) return null;
        if (answer.ok) setProblems(answer.value.problems);
        else setError(refusalSentence(answer.code));
        return answer.ok ? answer.value : null;
      } catch {
        setError(UNREACHABLE);
        return null;
      }
    },
    [itemId],
  );

  const edited = useCallback(
    (written: { text: string; form: CaseForm | null }) => {
      edits.current += 1;
      setDirty(true);
      setError(null);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void check(written), CHECK_AFTER_MS);
    },
    [check],
  );

  const editText = useCallback(
    (next: string) => {
      setText(next);
      edited({ text: next, form: null });
    },
    [edited],
  );

  const editForm = useCallback(
    (next: CaseForm) => {
      setForm(next);
      edited({ text, form: next });
    },
    [edited, text],
  );

  /** @returns whether it is shown now; a text that cannot be read has no form */
  async function show(next: DraftView): Promise<boolean> {
    if (next === view) return true;
    clearTimeout(timer.current);
    setChosen(next);
    setBusy("switching");
    const answer = await check({ text, form: view === "form" ? form : null });
    setBusy(null);
    const canShow = answer !== null && (next === "file" || answer.form !== null);
    if (answer) {
      setText(answer.text);
      setForm(answer.form);
    }
    if (answer && !canShow)
      setError("The form cannot be filled from this file. Correct the problems below first.");
    setChosen(canShow ? next : view);
    if (canShow) setView(next);
    return canShow;
  }

  /** The text with the form written into it, for taking it elsewhere. */
  async function textNow(): Promise<string> {
    const answer = view === "form" ? await check({ text, form }) : null;
    return answer?.text ?? text;
  }

  async function save(): Promise<void> {
    if (busy) return;
    clearTimeout(timer.current);
    setBusy("saving");
    setError(null);
    const asked = edits.current;
    try {
      const sent = view === "form" && form ? cleanForm(form) : null;
      const answer = await saveDraftAction(itemId, { text, form: sent, revision });
      if (!answer.ok) {
        setStale(answer.code === "stale");
        if (answer.code !== "stale") setError(refusalSentence(answer.code));
        return;
      }
      setRevision(answer.value.revision);
      setProblems(answer.value.problems);
      // Whoever went on writing meanwhile keeps what they wrote; the rest is as the server has it.
      if (edits.current === asked) {
        setText(answer.value.text);
        setForm(answer.value.form);
        setDirty(false);
      }
    } catch {
      setError(UNREACHABLE);
    } finally {
      setBusy(null);
    }
  }

  return {
    ...{ view, chosen, text, form, problems, isDirty, busy, error, isStale },
    ...{ editText, editForm, show, save, textNow, say: setError },
  };
}
