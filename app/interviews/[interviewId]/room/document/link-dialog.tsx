"use client";

import type { Editor } from "@tiptap/core";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/app/_components/button";
import { Dialog } from "@/app/_components/dialog";
import { Field } from "@/app/_components/field";
import { TextInput } from "@/app/_components/text-input";
import { linkAddress } from "./link-address";

/** Sets, changes or removes the link at the selection. Without a selection the address is the text. */
export function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const form = useId();
  const [known] = useState<string>(() => editor.getAttributes("link").href ?? "");
  const [typed, setTyped] = useState(known);
  const [error, setError] = useState<string | null>(null);

  const save = (event: FormEvent) => {
    event.preventDefault();
    const href = linkAddress(typed);
    if (href === null) {
      setError("This is not an address. It starts with https:// or is a mail address.");
      return;
    }
    const chain = editor.chain().extendMarkRange("link");
    if (editor.state.selection.empty && known === "") {
      chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] });
    } else {
      chain.setLink({ href });
    }
    chain.run();
    onClose();
  };
  const remove = () => {
    editor.chain().extendMarkRange("link").unsetLink().run();
    onClose();
  };
  return (
    <Dialog
      title={known === "" ? "Add a link" : "Change the link"}
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        editor.commands.focus();
      }}
      footer={
        <>
          {known === "" ? null : (
            <Button size="room" variant="quiet" onClick={remove}>
              Remove link
            </Button>
          )}
          <Button size="room" variant="primary" type="submit" form={form}>
            Save link
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={save} noValidate>
        <Field
          label="Address"
          hint="A page or a mail address. Ctrl and a click open it."
          error={error}
        >
          <TextInput
            value={typed}
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            placeholder="https://example.org"
            onChange={(event) => {
              setTyped(event.target.value);
              setError(null);
            }}
          />
        </Field>
      </form>
    </Dialog>
  );
}
