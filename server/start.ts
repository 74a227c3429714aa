import { loadApp } from "./load-app.ts";
import { drainOnSignal } from "./drain.ts";
import { createWebServer } from "./web.ts";

// The web process. The worker runs along on the embedded database only.
const { build, app } = await loadApp({ worker: false });
const { server, stopProbes } = createWebServer({ build, app });

server.listen(app.env.PORT, app.env.HOST, () => {
  app.log.info({ port: app.env.PORT }, "Lastmile is listening");
});

drainOnSignal({ app, server, stopProbes });
