import { createServer } from "node:http";
import { loadApp } from "./load-app.ts";
import { drainOnSignal } from "./drain.ts";
import { createProbes } from "./probes.ts";

// The worker process on Postgres; run as many as the work needs.
const { app } = await loadApp({ worker: true });
app.log.info({}, "the worker is running");

const probes = createProbes(app);
const server = createServer((request, response) => {
  if (!probes.answer(request, response)) response.writeHead(404).end();
});
// A worker has no visitors: it listens for the platform only where it is told a port.
if (app.env.WORKER_PORT !== undefined) server.listen(app.env.WORKER_PORT, app.env.HOST);

drainOnSignal({ app, server, stopProbes: () => probes.stop() });
