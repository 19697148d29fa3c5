"use client";

import { useState } from "react";
import { MAX_OWN_BYTES, OWN_KINDS, OwnKind } from "@/lib/domain/content/own-content";
import { Button } from "../../../_components/button";
import { Field } from "../../../_components/field";
import { Select } from "../../../_components/select";
import { Textarea } from "../../../_components/textarea";
import { FilePicker } from "../_components/file-picker";
import { KIND_WORDS, refusalSentence } from "../_components/words";
import { importTextAction } from "../actions";
import { useStart } from "./use-start";

const BY_FILE = "by-file";

export function ImportForm() {
  const [text, setText] = useState("");
  const [kind, setKind] = useState<string>(BY_FILE);
  const { error, setError, pending, start } = useStart();

  function send() {
    if (text.trim() === "") {
      setError("Choose a file, or paste its text.");
      return;
    }
    const named = OwnKind.safeParse(kind);
    start(() => importTextAction(text, named.success ? named.data : null));
  }

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <FilePicker
        label="Choose a file"
        onText={(read) => {
          setError(null);
          setText(read);
        }}
        onTooLong={() => setError(refusalSentence("too-long"))}
      />
      <Field
        label="Text of the file"
        hint={`Choosing a file fills this in; pasting works too. At most ${MAX_OWN_BYTES / 1024} KB.`}
        error={error}
      >
        <Textarea
          value={text}
          onChange={(event) => setText(event.target.value)}
          spellCheck={false}
          className="font-mono text-sm!"
        />
      </Field>
      <Field label="What it is">
        <Select
          value={kind}
          onChange={(event) => setKind(event.target.value)}
          options={[
            { value: BY_FILE, label: "As the file says" },
            ...OWN_KINDS.map((value) => ({ value, label: KIND_WORDS[value].one })),
          ]}
        />
      </Field>
      <div>
        <Button type="submit" loading={pending}>
          Import
        </Button>
      </div>
    </form>
  );
}
