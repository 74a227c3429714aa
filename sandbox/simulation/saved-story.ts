// How far the demo shop's story has been told: enough to write the same scripts again and go on.

import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dayMs } from "../durations";

export interface SavedStory {
  seed: number;
  orders: number;
  from: string;
  until: string;
  ports: { sandbox: number; app: number };
  /** Missing while the history is being told: a broken-off one is told again from the start. */
  actedUntil?: string;
}

export const storyFileName = "story.json";

const demoSeed = 60;

export function newStory(input: {
  orders: number;
  days: number;
  now: Date;
  ports: SavedStory["ports"];
}): SavedStory {
  const { orders, days, now, ports } = input;
  // Shopify keeps whole seconds.
  const until = Math.floor(now.getTime() / 1000) * 1000;
  return {
    seed: demoSeed,
    orders,
    from: new Date(until - days * dayMs).toISOString(),
    until: new Date(until).toISOString(),
    ports,
  };
}

/** null: nothing saved, or a history that was never told to its end. */
export function readStory(file: string): SavedStory | null {
  if (!existsSync(file)) return null;
  const story = JSON.parse(readFileSync(file, "utf8")) as SavedStory;
  return story.actedUntil === undefined ? null : story;
}

/** Whole or not at all: a demo killed in mid-write still finds its story. */
export function saveStory(file: string, story: SavedStory): void {
  writeFileSync(`${file}.new`, JSON.stringify(story));
  renameSync(`${file}.new`, file);
}
