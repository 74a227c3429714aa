import { startSandbox, startApp, installApp } from "./sandbox/start";
const sandbox = await startSandbox({ dataDir: null, ports: {} } as any);
const app = await startApp({ sandbox, dataDir: null, env: { LOG_LEVEL: "debug" }, onLog: (l: string) => console.log("APP", l.slice(0, 1500)) } as any);
try { await installApp({ sandbox, app } as any); console.log("installed"); } catch (e) { console.log(String(e).slice(-1500)); }
await app.close(); await sandbox.close();
