import { relative } from "node:path";

import { z } from "zod";

/** The part of vitest's JSON report that is counted. */
const reportSchema = z.object({
  numPassedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()).default([]),
        }),
      ),
    }),
  ),
});

export interface TestRun {
  /** "unit on PGlite" */
  title: string;
  /** Vitest's exit code; null when it was killed. */
  exitCode: number | null;
  /** The JSON report as text; null when none was written. */
  report: string | null;
  seconds: number;
}

export interface TestCount {
  passed: number;
  failed: number;
  /** What failed, a line each: the file, the test, the first line of what went wrong. */
  failures: string[];
}

/**
 * Counts one run. A run that proves nothing counts as one failure: no report, no test in it, or a
 * non-zero exit with no failed test (an error outside every test). A file that could not be loaded counts as one.
 */
export function countRun(run: Pick<TestRun, "exitCode" | "report">): TestCount {
  const parsed = run.report === null ? null : reportSchema.safeParse(JSON.parse(run.report));
  if (!parsed?.success) return { passed: 0, failed: 1, failures: ["the run left no report"] };

  const passed = parsed.data.numPassedTests;
  const failures = parsed.data.testResults.flatMap(failuresOf);
  if (failures.length === 0 && run.exitCode !== 0) failures.push("something went wrong outside every test");
  if (failures.length === 0 && passed === 0) failures.push("the run held no test");
  return { passed, failed: failures.length, failures };
}

function failuresOf(file: z.infer<typeof reportSchema>["testResults"][number]): string[] {
  const path = relative(process.cwd(), file.name);
  const failed = file.assertionResults.filter((test) => test.status === "failed");
  if (failed.length === 0 && file.status === "failed") return [`${path}: could not be loaded`];
  return failed.map(
    (test) => `${path}: ${test.fullName}: ${test.failureMessages[0]?.split("\n")[0] ?? "no message"}`,
  );
}

/** The closing line: exactly "N passed, M failed". */
export function closingLine(counts: Array<Pick<TestCount, "passed" | "failed">>): string {
  const sum = (part: (count: Pick<TestCount, "passed" | "failed">) => number) =>
    counts.reduce((total, count) => total + part(count), 0);
  return `${sum((count) => count.passed)} passed, ${sum((count) => count.failed)} failed`;
}
