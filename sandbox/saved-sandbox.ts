// The sandbox's memory between two starts: one JSON file, written soon after every change and at the end.

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Grant } from "./oauth";
import type { StoredText } from "./text-provider";
import type { DeliveryEntry, WaitingDelivery } from "./webhook-delivery";
import type { WorldState } from "./world/records";

export interface SavedSandbox {
  now: string;
  calendarVersion: number;
  secrets: Secrets;
  world: WorldState;
  grants: Grant[];
  texts: StoredText[];
  waiting: WaitingDelivery[];
  deliveryLog: DeliveryEntry[];
}

export interface Secrets {
  apiKey: string;
  apiSecret: string;
  encryptionKey: string;
}

/** Long enough to spare the disk while thousands of orders come in, short enough to lose little. */
const SAVE_AFTER_MS = 1_500;

export function inventSecrets(): Secrets {
  return {
    apiKey: randomBytes(16).toString("hex"),
    apiSecret: `shpss_${randomBytes(16).toString("hex")}`,
    encryptionKey: randomBytes(32).toString("base64"),
  };
}

export function readSavedSandbox(dataDir: string | null): SavedSandbox | null {
  const file = fileIn(dataDir);
  if (file === null || !existsSync(file)) return null;
  return JSON.parse(readFileSync(file, "utf8")) as SavedSandbox;
}

function fileIn(dataDir: string | null): string | null {
  return dataDir === null ? null : join(dataDir, "sandbox.json");
}

export interface Saver {
  soon(): void;
  now(): void;
}

export function createSaver(dataDir: string | null, picture: () => SavedSandbox): Saver {
  const file = fileIn(dataDir);
  let timer: NodeJS.Timeout | null = null;
  const write = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    if (file === null || dataDir === null) return;
    mkdirSync(dataDir, { recursive: true });
    // A reader, or a kill in mid-write, must find the old picture or the new one.
    writeFileSync(`${file}.new`, JSON.stringify(picture()));
    renameSync(`${file}.new`, file);
  };
  return {
    soon() {
      if (file === null || timer) return;
      timer = setTimeout(write, SAVE_AFTER_MS);
    },
    now: write,
  };
}
