import { join } from "node:path";

import { expect, test } from "vitest";

import { closingLine, countRun } from "./test-report";

const report = (files: Array<{ status: string; tests: string[] }>) =>
  JSON.stringify({
    numPassedTests: files.flatMap((file) => file.tests).filter((status) => status === "passed").length,
    testResults: files.map((file, index) => ({
      name: join(process.cwd(), `file-${index}`),
      status: file.status,
      assertionResults: file.tests.map((status) => ({
        status,
        fullName: "a title",
        failureMessages: status === "failed" ? ["Error: expected 1 mail, got 2\n    at somewhere"] : [],
      })),
    })),
  });

const run = (text: string | null, exitCode: number | null = 0) => countRun({ exitCode, report: text });

test("what passed and what failed is counted", () => {
  const files = [
    { status: "passed", tests: ["passed", "passed"] },
    { status: "failed", tests: ["passed", "failed"] },
  ];
  expect(run(report(files), 1)).toEqual({
    passed: 3,
    failed: 1,
    failures: ["file-1: a title: Error: expected 1 mail, got 2"],
  });
});

test("a file that could not be loaded counts as a failure", () => {
  const files = [
    { status: "passed", tests: ["passed"] },
    { status: "failed", tests: [] },
  ];
  expect(run(report(files), 1)).toEqual({ passed: 1, failed: 1, failures: ["file-1: could not be loaded"] });
});

test.each([
  ["left no report", null, 0],
  ["held no test", report([]), 0],
  ["went wrong outside every test", report([{ status: "passed", tests: ["passed"] }]), 1],
  ["was killed", report([{ status: "passed", tests: ["passed"] }]), null],
])("a run that %s is a failure", (_what, text, exitCode) => {
  expect(run(text, exitCode).failed).toBe(1);
});

test("the closing line adds up all runs", () => {
  expect(
    closingLine([
      { passed: 3, failed: 1 },
      { passed: 40, failed: 0 },
    ]),
  ).toBe("43 passed, 1 failed");
});
