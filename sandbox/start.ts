// Boots the sandbox, and the app beside it, as a merchant's computer would see them.

import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { Server } from "node:http";
import { join } from "node:path";
import { createAdminApi } from "./admin-api/execute";
import { createCostBucket } from "./admin-api/cost";
import { loadAdminSchema } from "./admin-api/schema";
import type { AppConfig } from "./app-config";
import { pickFields, readAppConfig } from "./app-config";
import { createAutopilot } from "./autopilot";
import { createCalendar } from "./calendar";
import { signIdToken } from "./id-token";
import { startMailServer } from "./mail-server";
import { createTokenDesk } from "./oauth";
import type { Sandbox, SandboxOptions } from "./sandbox";
import { createSaver, inventSecrets, readSavedSandbox } from "./saved-sandbox";
import { createSandboxServer } from "./server";
import type { StoredText } from "./text-provider";
import { senderZone } from "./sender-zone";
import { createTraveller } from "./travel";
import { createDeliveries } from "./webhook-delivery";
import { createWorld } from "./world";
import type { Emission } from "./world/emission";
import { SHOP_DOMAIN } from "./world/invented-shop";

export { installApp, startApp } from "./start-app";
export type { RunningApp } from "./start-app";
export type { Sandbox } from "./sandbox";
export type { StoredMail } from "./mail-server";
export type { DeliveryEntry, DeliveryMode } from "./webhook-delivery";

/** As generous as Shopify's largest plan: throttling is switched on where it is to be tried. */
const BUCKET = { maximum: 20_000, restoreRate: 1_000 };

/** Kept over a restart; the log of a long simulation is read from memory. */
const SAVED_LOG_LENGTH = 1_000;

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { dataDir } = options;
  if (dataDir !== null) mkdirSync(dataDir, { recursive: true });
  const saved = readSavedSandbox(dataDir);
  const secrets = saved?.secrets ?? inventSecrets();
  const config = readConfig();
  const calendar = createCalendar({
    startAt: saved ? new Date(saved.now) : (options.startAt ?? new Date()),
    version: (saved?.calendarVersion ?? 0) + 1,
    ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }),
  });
  const now = () => calendar.now();
  const texts: StoredText[] = saved?.texts ?? [];
  const bucket = createCostBucket(BUCKET);
  let appUrl = options.appUrl ?? null;

  const deliveries = createDeliveries({
    now,
    apiSecret: secrets.apiSecret,
    shopDomain: SHOP_DOMAIN,
    target: () => appUrl,
    subscribed: (emission) => subscribedBody(config, emission),
    automatic: options.flowing ?? false,
    ...(options.mode ? { mode: options.mode } : {}),
    ...(options.retryDelaysMs ? { retryDelaysMs: options.retryDelaysMs } : {}),
    ...(saved ? { waiting: saved.waiting, log: saved.deliveryLog } : {}),
  });
  const world = createWorld({
    seed: options.seed ?? 1,
    now,
    emit: (emission) => {
      deliveries.enqueue(emission);
    },
    saved: saved?.world,
    onChange: () => {
      saver.soon();
    },
  });
  const tokens = createTokenDesk({
    ...secrets,
    shopDomain: SHOP_DOMAIN,
    scopes: () => world.installation.scopes,
    ...(saved ? { saved: saved.grants } : {}),
    onInstall: () => {
      if (world.installation.uninstalledAt !== null || world.installation.installedAt === null) {
        world.installApp({ scopes: config?.scopes ?? DEFAULT_SCOPES });
      }
    },
    onChange: () => {
      saver.soon();
    },
  });
  const saver = createSaver(dataDir, () => ({
    now: now().toISOString(),
    calendarVersion: calendar.version,
    secrets,
    world: world.state,
    grants: tokens.grants(),
    texts,
    waiting: deliveries.waiting(),
    deliveryLog: deliveries.log.slice(-SAVED_LOG_LENGTH),
  }));
  const mails = await startMailServer({
    now,
    port: options.smtpPort ?? 0,
    file: dataDir === null ? null : join(dataDir, "mails.jsonl"),
  });
  const traveller = createTraveller({ calendar, deliveries });

  const sandbox: Sandbox = {
    url: "",
    smtpUrl: mails.url,
    ...secrets,
    world,
    calendar,
    mails,
    texts: { all: texts },
    dns: senderZone(),
    deliveries,
    tokens,
    bucket,
    adminTrouble: { kind: "none" },
    get appUrl() {
      return appUrl;
    },
    setAppUrl(url) {
      appUrl = url;
      if (url === null) calendar.forgetClients();
    },
    addActor: (actor) => traveller.addActor(actor),
    travelTo: (to) => traveller.travelTo(to),
    nextEventAt: () => traveller.nextEventAt(),
    idToken: () =>
      signIdToken({ ...secrets, shopDomain: SHOP_DOMAIN, lifetimeSeconds: 60, subject: "902541635" }),
    save: () => {
      saver.now();
    },
    async close() {
      calendar.close();
      await deliveries.close();
      saver.now();
      await Promise.all([closeServer(server), mails.close()]);
    },
  };
  const adminApi = createAdminApi({
    schema: loadAdminSchema(),
    world,
    now,
    bucket,
    filesUrl: () => sandbox.url,
  });
  const server = createServer(
    createSandboxServer({
      sandbox,
      adminApi,
      appProxy: config?.appProxy ?? null,
      texts,
      onText: () => {
        saver.soon();
      },
    }),
  );
  sandbox.url = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`;
  world.shop.storefrontUrl = `${sandbox.url}/shops/${SHOP_DOMAIN}`;

  if (options.autopilot) traveller.addActor(createAutopilot({ world, mails }));
  if (options.flowing) {
    calendar.onMove(() => {
      // Deliveries never reject; what an actor throws is a defect of the sandbox and may end it.
      void traveller.catchUp();
    });
    calendar.flow(true);
  }
  return sandbox;
}

/** Without a shopify.app.toml (a test's own app) everything is subscribed. */
function readConfig(): AppConfig | null {
  const file = join(import.meta.dirname, "..", "shopify.app.toml");
  return existsSync(file) ? readAppConfig(readFileSync(file, "utf8")) : null;
}

const DEFAULT_SCOPES = [
  "read_orders",
  "write_orders",
  "read_customers",
  "read_fulfillments",
  "read_merchant_managed_fulfillment_orders",
  "read_returns",
  "read_locations",
  "read_products",
];

function subscribedBody(config: AppConfig | null, emission: Emission): string | null {
  if (config === null) return emission.body;
  const fields = config.subscriptions.get(emission.topic);
  if (fields === undefined) return null;
  return fields === null
    ? emission.body
    : JSON.stringify(pickFields(JSON.parse(emission.body) as unknown, fields));
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("The sandbox has no port"));
      else resolve(address.port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
