import { loadApp } from "./load-app.ts";

// The worker process on Postgres; run as many as the work needs.
const { app } = await loadApp({ worker: true });
app.log.info({}, "the worker is running");

let closing = false;
const close = () => {
  if (closing) return;
  closing = true;
  void app.close().then(() => process.exit(0));
};
process.on("SIGTERM", close);
process.on("SIGINT", close);
