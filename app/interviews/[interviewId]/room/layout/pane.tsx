"use client";

import clsx from "clsx";
import { Maximize2, Minimize2 } from "lucide-react";
import type { CSSProperties, ReactNode } from "react";
import { IconButton } from "@/app/_components/icon-button";
import { type Command, keyOf } from "./shortcuts";

/**
 * Document or canvas: a name, a button that gives it the whole centre, and the surface itself, which
 * brings its own landmark.
 */
export function Pane({
  name,
  isShown,
  maximise,
  style,
  className,
  children,
  ...surface
}: {
  name: string;
  /** Hidden ones stay mounted, so that nothing typed or undone is lost. */
  isShown: boolean;
  /** Null on a narrow screen, where it is alone already and the tab above names it. */
  maximise: { isOn: boolean; toggle: () => void; command: Command } | null;
  style?: CSSProperties | undefined;
  className?: string | undefined;
  children: ReactNode;
  "data-surface"?: "canvas";
}) {
  return (
    <div
      hidden={!isShown}
      style={style}
      className={clsx("min-h-0 min-w-0 flex-col bg-surface", isShown && "flex", className)}
    >
      {maximise ? (
        <div className="flex h-8 shrink-0 items-center justify-between border-line border-b pr-1 pl-4">
          <h2 className="font-medium text-ink-2 text-xs leading-normal">{name}</h2>
          <IconButton
            name={maximise.isOn ? "Show both again" : `${name} alone`}
            shortcut={keyOf(maximise.command)}
            aria-pressed={maximise.isOn}
            onClick={maximise.toggle}
            className="h-7! w-7! pointer-coarse:min-h-8!"
            icon={
              maximise.isOn ? (
                <Minimize2 size={14} aria-hidden />
              ) : (
                <Maximize2 size={14} aria-hidden />
              )
            }
          />
        </div>
      ) : null}
      <div {...surface} className="relative min-h-0 flex-1">
        {children}
      </div>
    </div>
  );
}
