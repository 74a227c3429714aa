import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openEmbeddedDatabase } from "~/platform/database.server";
import { createLogger } from "~/platform/log.server";
import { createSecrets } from "~/platform/secrets.server";
import { createLinkSigner } from "~/platform/signed-link.server";

import { ensureBuild } from "../../scripts/ensure-build";
import { loadApp } from "../../server/load-app";
import { createWebServer } from "../../server/web";
import { shopId } from "../harness/records";
import { anAttackedShop, linksEndAt } from "./attacked-shop";
import { fuzz, readFuzzArgs } from "./fuzz";

// `npm run fuzz -- --runs 100000 --json`: the built app with its worker on an embedded database, in this process, as
// its own server answers on a socket.

const { runs, seed, json } = readFuzzArgs(process.argv.slice(2));
const folder = mkdtempSync(join(tmpdir(), "lastmile-fuzz-"));
const apiKey = "fuzz-api-key";
const apiSecret = "fuzz-api-secret-of-some-length";
const appUrl = "https://lastmile.example";
const textToken = "fuzz-text-token";
const encryptionKey = Buffer.alloc(32, 7).toString("base64");

ensureBuild();
Object.assign(process.env, {
  NODE_ENV: "production",
  APP_URL: appUrl,
  TWILIO_ACCOUNT_SID: "AC1",
  TWILIO_AUTH_TOKEN: textToken,
  TWILIO_FROM: "+390550000000",
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
const code = await openAShop();
const { build, app } = await loadApp({ worker: false });
const { server } = createWebServer({ build, app });
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

const links = createLinkSigner(secrets);
const report = await fuzz({
  port: (server.address() as AddressInfo).port,
  runs,
  seed,
  keys: {
    ...{ apiKey, apiSecret, shopId, appUrl, textToken, code },
    link: (purpose, id) => links.sign({ purpose, shopId, id, expiresAt: linksEndAt }),
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

/** The shop is there before the app is opened, and with it a token: nothing here can be asked of Shopify. */
async function openAShop(): Promise<string> {
  const { db, close } = await openEmbeddedDatabase(folder, createLogger("silent"));
  const code = await anAttackedShop({ db, secrets });
  await db.session.create({
    data: {
      ...{ id: `offline_${shopId}`, shop: shopId, state: "", scope: "read_orders" },
      ...{ accessToken: secrets.seal("access-token"), expires: linksEndAt },
    },
  });
  await close();
  return code;
}
