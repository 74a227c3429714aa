import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openCsvFiles } from "./csv-files";

const folder = () => mkdtempSync(join(tmpdir(), "backtest-"));

describe("the files of a back-test", () => {
  it("stand in a folder made for them, and only when they are whole", () => {
    const out = join(folder(), "of", "today");
    const files = openCsvFiles(out);
    expect(existsSync(join(out, "looks.csv"))).toBe(false);
    files.close();
    expect(readFileSync(join(out, "looks.csv"), "utf8")).toBe(
      "order_id,at,p_late,p10_on,p20_on,p50_on,p80_on,p90_on\n",
    );
    expect(readFileSync(join(out, "warnings.csv"), "utf8")).toBe("order_id,at,rule\n");
  });

  it("are refused before anything is played where no folder can be", () => {
    const file = join(folder(), "file");
    writeFileSync(file, "");
    expect(() => openCsvFiles(join(file, "out"))).toThrow(/ENOTDIR/);
    expect(() => openCsvFiles(file)).toThrow(/ENOTDIR/);
  });
});
