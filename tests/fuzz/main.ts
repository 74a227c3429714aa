import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openEmbeddedDatabase } from "~/platform/database.server";
import { createLogger } from "~/platform/log.server";
import { createSecrets } from "~/platform/secrets.server";
import { createLinkSigner } from "~/platform/signed-link.server";
import { keepShortLink } from "~/touchpoints/short-links.server";

import { ensureBuild } from "../../scripts/ensure-build";
import { loadApp } from "../../server/load-app";
import { createWebServer } from "../../server/web";
import { aDelay, aDeliveryPromise, anOrder, aShop, aTouchpoint, shopId } from "../harness/records";
import { fuzz, readFuzzArgs } from "./fuzz";

// `npm run fuzz -- --runs 100000 --json`: the built app with its worker on an embedded database, in this process, as
// its own server answers on a socket.

const { runs, seed, json } = readFuzzArgs(process.argv.slice(2));
const folder = mkdtempSync(join(tmpdir(), "lastmile-fuzz-"));
const apiKey = "fuzz-api-key";
const apiSecret = "fuzz-api-secret-of-some-length";
const encryptionKey = Buffer.alloc(32, 7).toString("base64");

ensureBuild();
Object.assign(process.env, {
  NODE_ENV: "production",
  APP_URL: "https://lastmile.example",
  SHOPIFY_API_KEY: apiKey,
  SHOPIFY_API_SECRET: apiSecret,
  ENCRYPTION_KEY: encryptionKey,
  SMTP_URL: "smtp://127.0.0.1:1",
  MAIL_FROM: "hello@lastmile.example",
  DATABASE_URL: "",
  DATA_DIR: folder,
  STAND_IN_URL: "",
  LOG_LEVEL: "silent",
});
const secrets = createSecrets(encryptionKey);
const expiresAt = new Date("2099-01-01");
const code = await openAShop();
const { build, app } = await loadApp({ worker: false });
const { server } = createWebServer({ build, app });
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

const links = createLinkSigner(secrets);
const idOf = { rate: "touchpoint-1043", choose: "delay-1043", unsubscribe: "touchpoint-1043", track: "1043" };
const report = await fuzz({
  port: (server.address() as AddressInfo).port,
  runs,
  seed,
  keys: {
    apiKey,
    apiSecret,
    shopId,
    links: [
      ...(["rate", "choose", "unsubscribe", "track"] as const).map((purpose) => ({
        prefix: { rate: "/r/", choose: "/d/", unsubscribe: "/u/", track: "/t/" }[purpose],
        token: links.sign({ purpose, shopId, id: idOf[purpose], expiresAt }),
      })),
      { prefix: "/s/", token: code },
    ],
  },
  onServerError(attack, status) {
    const { method, path, headers, body } = attack;
    const line = {
      status,
      method,
      path: path.slice(0, 300),
      headers,
      body: body?.toString("latin1").slice(0, 300),
    };
    if (!json) process.stderr.write(`${JSON.stringify(line)}\n`);
  },
});
process.stdout.write(`${JSON.stringify(report)}\n`);
server.close();
server.closeAllConnections();
await app.close();
rmSync(folder, { recursive: true, force: true });
process.exitCode = report.serverErrors + report.crashes === 0 ? 0 : 1;
process.exit();

/** An order with something behind every kind of link, and the code of its short one: doors that find nothing are soon through. */
async function openAShop(): Promise<string> {
  const { db, close } = await openEmbeddedDatabase(folder, createLogger("silent"));
  await aShop(db);
  await anOrder(db);
  await aDeliveryPromise(db);
  await aDelay(db, { cause: "no_scan", state: "warned", noticesSent: 1 });
  await aTouchpoint(db, { kind: "feedback_invitation", class: "survey", state: "dispatched" });
  const code = await keepShortLink(
    { db, secrets },
    { touchpointId: "notice", shopId, orderId: "1043", expiresAt },
  );
  await close();
  return code;
}
