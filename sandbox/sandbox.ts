// The running sandbox as its own pages, the simulation and the tests see it.

import type { CostBucket } from "./admin-api/cost";
import type { Calendar } from "./calendar";
import type { MailServer } from "./mail-server";
import type { TokenDesk } from "./oauth";
import type { StoredText } from "./text-provider";
import type { Deliveries, DeliveryMode } from "./webhook-delivery";
import type { World } from "./world";

export type AdminTrouble =
  | { kind: "none" }
  /** 503: Shopify has an incident. */
  | { kind: "unavailable" }
  /** 401: the token does not work. */
  | { kind: "unauthorized" }
  | { kind: "slow"; delayMs: number };

/** Something in the world that acts by itself when its time comes: the simulation, the visitor's parcel. */
export interface Actor {
  /** When it wants to act next; null for not at all. */
  nextAt(): Date | null;
  /** Acts on everything due at `now`. */
  act(now: Date): void | Promise<void>;
}

export interface Sandbox {
  url: string;
  smtpUrl: string;
  apiKey: string;
  apiSecret: string;
  /** For the app beside it: kept with the sandbox, as sealed tokens must stay readable after a restart. */
  encryptionKey: string;
  world: World;
  calendar: Calendar;
  mails: MailServer;
  texts: { readonly all: StoredText[] };
  /** The text records of the DNS it plays, by name. */
  dns: Map<string, string[]>;
  deliveries: Deliveries;
  tokens: TokenDesk;
  bucket: CostBucket;
  /** How the Admin API fails on demand; throttling is the bucket's. */
  adminTrouble: AdminTrouble;
  /** Where the app answers; startApp sets it. Webhooks go to `${appUrl}/webhooks`. */
  appUrl: string | null;
  setAppUrl(url: string | null): void;
  /** Actors act while time travels (travelTo) and while it flows. */
  addActor(actor: Actor): () => void;
  /** Moves the calendar to the instant, stopping at everything due on the way: deliveries, the app's own timers, actors. */
  travelTo(to: Date): Promise<void>;
  /** The next instant at which anything happens by itself. */
  nextEventAt(): Date | null;
  /** A fresh id token (HS256, 60 s) as App Bridge would hand out. */
  idToken(): string;
  /** Writes the world to dataDir now; it is also written by itself soon after every change and on close. */
  save(): void;
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** null keeps everything in memory. */
  dataDir: string | null;
  seed?: number;
  /** 0 picks a free port. Default 0. */
  port?: number;
  smtpPort?: number;
  appUrl?: string | null;
  /** Where a new world's calendar starts. Default: real now. A saved world goes on where it stopped. */
  startAt?: Date;
  /** Time flows by itself and webhooks leave at once (interactive demo). Default false. */
  flowing?: boolean;
  /** Ships the visitor's own orders and lets the parcel stand still. Default false. */
  autopilot?: boolean;
  mode?: DeliveryMode;
  /** Real milliseconds between attempts of a webhook. */
  retryDelaysMs?: number[];
  /** Real milliseconds until an app that has not worked off a moment counts as stuck. Default two minutes. */
  patienceMs?: number;
}
