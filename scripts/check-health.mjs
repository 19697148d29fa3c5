/** Ends with 0 when the app of this container can take people: its database answers and it is not stopping. */
const port = process.env.PORT || 3000;
const { ok } = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => ({ ok: false }));
process.exit(ok ? 0 : 1);
