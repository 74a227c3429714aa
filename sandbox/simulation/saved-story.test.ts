import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newStory, readStory, saveStory, storyFileName } from "./saved-story";

const now = new Date("2026-11-22T10:00:00.750Z");
const story = newStory({ orders: 10, days: 60, now, ports: { sandbox: 4000, app: 3000 } });

describe("the demo shop's saved story", () => {
  it("begins sixty days ago, on a whole second", () => {
    expect(story).toMatchObject({ from: "2026-09-23T10:00:00.000Z", until: "2026-11-22T10:00:00.000Z" });
  });

  it("is found again once it has been told to its end, and told anew when it was broken off", async () => {
    const folder = await mkdtemp(join(tmpdir(), "story-"));
    const file = join(folder, storyFileName);
    try {
      expect(readStory(file)).toBeNull();
      saveStory(file, story);
      expect(readStory(file)).toBeNull();
      saveStory(file, { ...story, actedUntil: story.until });
      expect(readStory(file)).toEqual({ ...story, actedUntil: story.until });
      await writeFile(`${file}.new`, "{ cut o");
      expect(readStory(file)).not.toBeNull();
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
