import { goLive } from "../../sandbox/simulation/merchant";
import { walk } from "./.walk";
import { startSandbox, startApp, installApp } from "../../sandbox/start";
const sandbox = await startSandbox({ dataDir: null, seed: 1, startAt: new Date("2026-06-09T08:00:00Z"), autopilot: true });
const app = await startApp({ sandbox, dataDir: null, env: {LOG_LEVEL:"info"}, onLog: (l) => console.log("APP", l.slice(0,1500)) });
for (let i=0;i<3;i++) try { await installApp({ sandbox, app }); console.log("installed"); break; } catch (e) { console.log(String(e).slice(0,100)); await new Promise(r=>setTimeout(r,1500)); }
await goLive({ sandbox, appUrl: app.url });
process.stdout.write(sandbox.url+"\n");
await walk(sandbox);
await app.close(); await sandbox.close();
