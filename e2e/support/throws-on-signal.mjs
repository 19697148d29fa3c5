// Preloaded into an app under test: a fault in code that nobody guards, at the moment the test chooses.
process.on("SIGUSR2", () => {
  throw new Error("A fault that the test made");
});
