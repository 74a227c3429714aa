import type { Router } from "express";
import express from "express";
import { z } from "zod";
import { dayMs, hourMs } from "../durations";
import type { Sandbox } from "../sandbox";
import { awaited } from "./awaited";
import { returnPath } from "./return-path";

const settledReport = z.object({
  client: z.string(),
  version: z.number(),
  nextDueAt: z.string().nullable(),
});

const steps: Record<string, number> = { hour: hourMs, day: dayMs, "3-days": 3 * dayMs };
const LONGEST_POLL_SECONDS = 60;

export function calendarRoutes(sandbox: Sandbox): Router {
  const { calendar } = sandbox;
  const router = express.Router();

  router.get(
    "/calendar",
    awaited(async (request, response) => {
      const after = request.query["after"] === undefined ? null : Number(request.query["after"]);
      const seconds = Math.min(LONGEST_POLL_SECONDS, Number(request.query["timeout"] ?? 0));
      // The admin's chrome, drawn on the app's own origin, shows the time too.
      response.set("Access-Control-Allow-Origin", "*");
      response.json(await calendar.read(after, seconds * 1000));
    }),
  );

  router.post("/calendar/settled", express.json(), (request, response) => {
    const report = settledReport.safeParse(request.body);
    if (!report.success) {
      response.status(400).json({ error: report.error.message });
      return;
    }
    calendar.reportSettled(report.data);
    response.status(204).end();
  });

  router.post(
    "/time",
    express.urlencoded({ extended: false }),
    awaited(async (request, response) => {
      const form = request.body as Record<string, string>;
      const to = destination(sandbox, form["step"] ?? "");
      if (to) await sandbox.travelTo(to);
      response.redirect(303, returnPath(form["returnTo"]));
    }),
  );

  return router;
}

function destination(sandbox: Sandbox, step: string): Date | null {
  const now = sandbox.calendar.now();
  if (step === "next") return sandbox.nextEventAt();
  const ms = steps[step];
  return ms === undefined ? null : new Date(now.getTime() + ms);
}
