/**
 * Copies the fonts the canvas loads at run time from the Excalidraw package to `public/excalidraw/`,
 * so that no page ever asks a content network for them (the package's fallback when
 * `window.EXCALIDRAW_ASSET_PATH` is not set).
 *
 * Plain Node without dependencies: it runs before every start. A stamp with the package's version
 * makes the second run a single read.
 */
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const PACKAGE = path.join(ROOT, "node_modules", "@excalidraw", "excalidraw");
const TARGET = path.join(ROOT, "public", "excalidraw");
const STAMP = path.join(TARGET, "version");

/** @returns whether anything had to be copied */
export async function copyCanvasAssets() {
  const { version } = JSON.parse(await readFile(path.join(PACKAGE, "package.json"), "utf8"));
  if ((await readStamp()) === version) return false;

  await mkdir(path.dirname(TARGET), { recursive: true });
  await mkdir(path.join(ROOT, ".cache"), { recursive: true });
  // Copied elsewhere and moved in one step: a run that is killed halfway leaves no folder
  // that looks complete, and two runs at once do not mix.
  const unfinished = path.join(ROOT, ".cache", `canvas-assets-${process.pid}`);
  await rm(unfinished, { recursive: true, force: true });
  await cp(path.join(PACKAGE, "dist", "prod", "fonts"), path.join(unfinished, "fonts"), {
    recursive: true,
  });
  await writeFile(path.join(unfinished, "version"), version);
  await rm(TARGET, { recursive: true, force: true });
  try {
    await rename(unfinished, TARGET);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // The other run was first; what it moved there is the same.
    if ((await readStamp()) !== version) throw error;
  }
  return true;
}

async function readStamp() {
  try {
    return await readFile(STAMP, "utf8");
  } catch {
    // Not copied yet.
    return undefined;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const copied = await copyCanvasAssets();
  if (copied) console.log("Copied the canvas fonts to public/excalidraw.");
}
