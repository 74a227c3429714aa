import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, rmdirSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface SmallDisk {
  folder: string;
  /** Takes all that is left. */
  fill(): void;
  /** Gives it back. */
  free(): void;
  remove(): void;
}

/** The database and its log, and room to grow in. */
const sizeMb = 160;

/** A disk of its own that can be filled; null where this machine lets nobody mount one. */
export function createSmallDisk(): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), "lastmile-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${sizeMb}m`, "tmpfs", folder], { stdio: "ignore" });
  } catch {
    rmdirSync(folder);
    return null;
  }
  const ballast = join(folder, "ballast");
  const free = () => rmSync(ballast, { force: true });
  return {
    folder,
    fill() {
      const file = openSync(ballast, "a");
      try {
        for (const block = Buffer.alloc(65_536); ;) writeSync(file, block);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
      } finally {
        closeSync(file);
      }
    },
    free,
    remove() {
      free();
      execFileSync("umount", ["-l", folder]);
      rmdirSync(folder);
    },
  };
}
