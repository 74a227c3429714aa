import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { createCarefulMailer } from "~/channels/careful-mailer.server";
import { createMailer, mailServerOf, type Mailer } from "~/channels/email.server";
import { createTextMessenger, type TextMessenger } from "~/channels/text-message.server";
import { createAdminApi, type ShopifyAdmin } from "~/platform/admin-api.server";
import { systemClock, type Clock } from "~/platform/clock.server";
import { createDns, standInDns, type Dns } from "~/platform/dns.server";
import {
  openEmbeddedDatabase,
  openPostgres,
  type Database,
  type DatabaseConnection,
} from "~/platform/database.server";
import type { Env } from "~/platform/env.server";
import { createLocks, type Locks } from "~/platform/locks.server";
import { createLogger, type Logger } from "~/platform/log.server";
import { createMetrics, type Metrics } from "~/platform/metrics.server";
import { createQueue, type WorkingQueue } from "~/platform/queue.server";
import { apiVersion, createShopify, type Shopify } from "~/platform/shopify-library.server";
import { sealSessions } from "~/platform/sealed-session-storage.server";
import type { Secrets } from "~/platform/secrets.server";
import { openSecrets, sealAnew } from "~/platform/key-rotation.server";
import { createLinkSigner, type LinkSigner } from "~/platform/signed-link.server";
import { openStandInCalendar, standInFetch, type StandInCalendar } from "~/platform/stand-in.server";
import { createInbox, type Inbox } from "~/intake/inbox.server";
import { createInstalls, type Installs } from "~/intake/install-shop.server";
import { createAccessTokens } from "~/platform/access-tokens.server";

/** Every live thing the app works with, built once here and passed in everywhere else. */
export interface Deps {
  env: Env;
  log: Logger;
  metrics: Metrics;
  clock: Clock;
  connection: DatabaseConnection;
  db: Database;
  queue: WorkingQueue;
  locks: Locks;
  secrets: Secrets;
  links: LinkSigner;
  shopify: ShopifyAdmin;
  shopifyApp: Shopify;
  installs: Installs;
  inbox: Inbox;
  mailer: Mailer & { close(): void };
  texts: TextMessenger | null;
  dns: Dns;
  /** The stand-in's calendar, where there is one. */
  calendar: StandInCalendar | null;
}

/** Of each process to the mail server. */
const mailConnections = 5;

let current: Deps | undefined;

/** The running app's bundle, for the doors. */
export function getDeps(): Deps {
  if (!current) throw new Error("The app is not open yet.");
  return current;
}

/** Makes a bundle the running one: the server does it at boot, a door's test with its own. */
export function provideDeps(deps: Deps): void {
  current = deps;
}

/** Opens everything the app stands on. Throws when the environment or the database will not do. */
export async function openDeps(env: Env): Promise<Deps> {
  const log = createLogger(env.LOG_LEVEL);
  const connection = env.DATABASE_URL
    ? openPostgres(env.DATABASE_URL, log)
    : await openEmbeddedDatabase(env.DATA_DIR, log);
  const { db } = connection;
  const calendar = env.STAND_IN_URL ? await openStandInCalendar(env.STAND_IN_URL, log) : null;
  const clock = calendar ?? systemClock;
  const queue = createQueue(connection, log);
  await queue.start();
  const locks = createLocks(connection);
  const secrets = await openSecrets(db, env);
  if (env.ENCRYPTION_KEY_OLD !== undefined) await sealAnew(db, secrets, log);
  const sessionStorage = sealSessions(new PrismaSessionStorage(db), secrets);
  const shopifyApp = createShopify({
    env,
    sessionStorage,
    onInstalled: (shopId) => installs.install(shopId),
  });
  const tokens = createAccessTokens({
    db,
    clock,
    locks,
    log,
    sessionStorage,
    unauthenticated: shopifyApp.unauthenticated,
  });
  const shopify = createAdminApi({
    apiVersion,
    fetch: env.STAND_IN_URL ? standInFetch(env.STAND_IN_URL) : fetch,
    accessToken: tokens.get,
    dropToken: tokens.drop,
  });
  const installs = createInstalls({ db, clock, shopify, queue });
  return {
    env,
    log,
    metrics: createMetrics(db),
    clock,
    connection,
    db,
    queue,
    locks,
    secrets,
    links: createLinkSigner(secrets),
    shopify,
    shopifyApp,
    installs,
    inbox: createInbox({ connection, queue, clock }),
    mailer: openMailer({ env, db, clock, log }),
    texts: createTextMessengerOf(env),
    dns: env.STAND_IN_URL ? standInDns(env.STAND_IN_URL) : createDns(),
    calendar,
  };
}

function openMailer({ env, ...stands }: Pick<Deps, "env" | "db" | "clock" | "log">): Deps["mailer"] {
  const smtpUrl = env.SMTP_URL;
  const mailer = createMailer({ smtpUrl, connections: mailConnections });
  const server = { serverId: mailServerOf(smtpUrl), connections: mailConnections };
  return { ...createCarefulMailer({ ...stands, mailer }, server), close: () => mailer.close() };
}

function createTextMessengerOf(env: Env): TextMessenger | null {
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM, STAND_IN_URL } = env;
  if (!TWILIO_ACCOUNT_SID || !TWILIO_AUTH_TOKEN || !TWILIO_FROM) return null;
  return createTextMessenger({
    accountSid: TWILIO_ACCOUNT_SID,
    authToken: TWILIO_AUTH_TOKEN,
    from: TWILIO_FROM,
    ...(STAND_IN_URL ? { baseUrl: STAND_IN_URL } : {}),
  });
}
