import v8 from "node:v8";
import vm from "node:vm";

/** Bytes in use once everything that nobody holds has been collected. */
export function heapInUse(): number {
  // Only here: a process that is started with the flag would be another one than people run.
  v8.setFlagsFromString("--expose-gc");
  const collect = vm.runInNewContext("gc") as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
