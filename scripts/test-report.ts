import { z } from "zod";

/** The part of vitest's JSON report that is counted. */
const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
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
}

/**
 * Counts one run. A run that proves nothing counts as one failure: no report, no test in it, or a
 * non-zero exit with no failed test (an error outside every test). A file that could not be loaded counts as one.
 */
export function countRun(run: Pick<TestRun, "exitCode" | "report">): TestCount {
  const parsed = run.report === null ? null : reportSchema.safeParse(JSON.parse(run.report));
  if (!parsed?.success) return { passed: 0, failed: 1 };

  const brokenFiles = parsed.data.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  ).length;
  const passed = parsed.data.numPassedTests;
  const failed = parsed.data.numFailedTests + brokenFiles;
  const provedNothing = failed === 0 && (run.exitCode !== 0 || passed === 0);
  return { passed, failed: provedNothing ? 1 : failed };
}

/** The closing line: exactly "N passed, M failed". */
export function closingLine(counts: TestCount[]): string {
  const sum = (part: (count: TestCount) => number) => counts.reduce((total, count) => total + part(count), 0);
  return `${sum((count) => count.passed)} passed, ${sum((count) => count.failed)} failed`;
}
