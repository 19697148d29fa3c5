/** Loaded before the server under test: on SIGUSR2 collects garbage and says what is left. */
import fs from "node:fs";
import v8 from "node:v8";
import vm from "node:vm";

const file = process.env.BENCH_MEMORY;

if (file) {
  v8.setFlagsFromString("--expose-gc");
  const collect = vm.runInNewContext("gc") as () => void;
  process.on("SIGUSR2", () => {
    collect();
    // Finalizers run between two collections.
    setTimeout(() => {
      collect();
      fs.writeFileSync(`${file}.draft`, JSON.stringify(process.memoryUsage()));
      fs.renameSync(`${file}.draft`, file);
    }, 50);
  });
}
