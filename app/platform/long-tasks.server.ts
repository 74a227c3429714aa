import { randomUUID } from "node:crypto";
import type { Clock } from "./clock.server";
import type { Database } from "./database.server";
import { dayMs } from "./durations";
import { openTaskStates, type LongTaskKind, type TaskProblem, type TaskProgress } from "./long-task";
import type { LongTask } from "./prisma/client";
import type { Queue } from "./queue.server";

interface Deps {
  db: Database;
  clock: Clock;
  queue: Queue;
}

// Rows of a table hold a piece each: small enough for one statement, large enough to be few.
const pieceLength = 512 * 1024;

/** Starts a task for the shop, with the file it reads; a second one of its kind waits for the first to end. */
export async function startLongTask(
  { db, clock, queue }: Deps,
  { shopId, kind, file }: { shopId: string; kind: LongTaskKind; file?: Uint8Array<ArrayBuffer> },
): Promise<{ outcome: "started"; taskId: string } | { outcome: "busy" }> {
  return db.$transaction(async (tx) => {
    // Raw because Prisma cannot lock a row: two presses at once are one start.
    await tx.$queryRaw`SELECT 1 FROM "Shop" WHERE id = ${shopId} FOR UPDATE`;
    const open = await tx.longTask.count({ where: { shopId, kind, state: { in: [...openTaskStates] } } });
    if (open > 0) return { outcome: "busy" };
    const taskId = randomUUID();
    await tx.longTask.create({
      data: { shopId, id: taskId, kind, state: "waiting", askedAt: clock.now() },
    });
    for (let from = 0; file && from < file.length; from += pieceLength)
      await tx.longTaskPiece.create({
        data: { shopId, taskId, position: from / pieceLength, bytes: file.slice(from, from + pieceLength) },
      });
    await queue.send(tx, "task.run", { shopId, taskId });
    return { outcome: "started", taskId };
  });
}

/** Called off: what it has done so far stays, and it stops before its next step. Its job tells whom else it must. */
export async function cancelLongTask(
  { db, clock, queue }: Deps,
  { shopId, taskId }: { shopId: string; taskId: string },
): Promise<{ outcome: "cancelled" | "over" }> {
  const isCancelled = await db.$transaction(async (tx) => {
    const { count } = await tx.longTask.updateMany({
      where: { shopId, id: taskId, state: { in: [...openTaskStates] } },
      data: { state: "cancelled", endedAt: clock.now() },
    });
    if (count > 0) await queue.send(tx, "task.run", { shopId, taskId });
    return count > 0;
  });
  if (!isCancelled) return { outcome: "over" };
  await dropPieces(db, { shopId, taskId });
  return { outcome: "cancelled" };
}

/** The shop's tasks, newest first. */
export function listLongTasks(db: Database, shopId: string, limit: number): Promise<LongTask[]> {
  return db.longTask.findMany({ where: { shopId }, orderBy: { askedAt: "desc" }, take: limit });
}

/** One of the shop's tasks, null where it has none of that id. */
export function findLongTask(
  db: Database,
  { shopId, taskId }: { shopId: string; taskId: string },
): Promise<LongTask | null> {
  return db.longTask.findUnique({ where: { shopId_id: { shopId, id: taskId } } });
}

/** The first of a task's rows that could not be used; null where all could. */
export function findFirstProblem(
  db: Database,
  { shopId, taskId }: { shopId: string; taskId: string },
): Promise<TaskProblem | null> {
  return db.longTaskProblem.findFirst({ where: { shopId, taskId }, orderBy: { line: "asc" } });
}

/** What was wrong with which row, in order of the file, slice by slice. */
export async function* listTaskProblems(
  db: Database,
  { shopId, taskId }: { shopId: string; taskId: string },
): AsyncGenerator<TaskProblem[]> {
  for (let after = 0; ;) {
    const rows = await db.longTaskProblem.findMany({
      where: { shopId, taskId, line: { gt: after } },
      orderBy: { line: "asc" },
      take: 1000,
    });
    if (rows.length === 0) return;
    after = rows.at(-1)?.line ?? after;
    yield rows;
  }
}

/** The pieces of a task's file, one after the other. */
export async function* readPieces(
  db: Database,
  { shopId, taskId }: { shopId: string; taskId: string },
): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position += 1) {
    const piece = await db.longTaskPiece.findUnique({
      where: { shopId_taskId_position: { shopId, taskId, position } },
    });
    if (!piece) return;
    yield piece.bytes;
  }
}

/** Writes a piece of a task's file; written again it is the same piece. */
export async function writePiece(
  db: Database,
  piece: { shopId: string; taskId: string; position: number; bytes: Uint8Array<ArrayBuffer> },
): Promise<void> {
  const { shopId, taskId, position, bytes } = piece;
  await db.longTaskPiece.upsert({
    where: { shopId_taskId_position: { shopId, taskId, position } },
    create: piece,
    update: { bytes },
  });
}

async function dropPieces(db: Database, { shopId, taskId }: { shopId: string; taskId: string }) {
  await db.longTaskPiece.deleteMany({ where: { shopId, taskId } });
}

// A file made for the merchant is fetched within the hour or made anew.
const fileKeptMs = dayMs;

/** Files written a day ago go. */
export async function dropOldFiles(
  db: Database,
  { shopId, now }: { shopId: string; now: Date },
): Promise<void> {
  const old = await db.longTask.findMany({
    where: { shopId, endedAt: { lt: new Date(now.getTime() - fileKeptMs) } },
    select: { id: true },
  });
  await db.longTaskPiece.deleteMany({ where: { shopId, taskId: { in: old.map(({ id }) => id) } } });
}

/** Whether a task's file can still be fetched. */
export function hasFile({ kind, state, endedAt }: LongTask, now: Date): boolean {
  const isWritten = kind === "data_export" && state === "done";
  return isWritten && endedAt !== null && now.getTime() - endedAt.getTime() < fileKeptMs;
}

/**
 * Does a task from its place on, telling after each step how far it is. It may be broken off after any step, and
 * begun again after one that was not told: a step done twice must come to the same. What it returns is why it could
 * not be done.
 */
export type LongTaskRunner = (task: LongTask) => AsyncGenerator<TaskProgress, string | undefined>;

/** What is left to do when a task of a kind is called off; done twice it must come to the same. */
export type CalledOff = Partial<Record<LongTaskKind, (task: LongTask) => Promise<void>>>;

// A worker that is told to stop waits for its jobs: a long task lets go and is taken up again.
const longestRunMs = 60_000;
const mostAttempts = 3;

/** Works on a task until it is over, called off, or has had its minute and waits in the queue again. */
export async function runLongTask(
  deps: Deps,
  runners: Record<LongTaskKind, LongTaskRunner>,
  { shopId, taskId, calledOff = {} }: { shopId: string; taskId: string; calledOff?: CalledOff },
): Promise<void> {
  const { db, clock, queue } = deps;
  const task = await claim(deps, { shopId, taskId });
  if (!task) {
    const over = await findLongTask(db, { shopId, taskId });
    if (over?.state === "cancelled") await calledOff[over.kind as LongTaskKind]?.(over);
    return;
  }
  const kind = task.kind as LongTaskKind;
  if (task.attempts > mostAttempts) {
    await settle({ state: "failed", reason: "broke_off" });
    return;
  }
  const steps = runners[kind](task);
  // Not the clock: the calendar of a stand-in may stand still.
  const letGoAt = performance.now() + longestRunMs;
  for (;;) {
    const step = await steps.next();
    if (step.done) {
      const reason = step.value;
      await settle(reason === undefined ? { state: "done" } : { state: "failed", reason });
      return;
    }
    if (!(await tell(db, task, step.value))) {
      await steps.return(undefined);
      // What this step began is written down nowhere.
      await calledOff[kind]?.({ ...task, place: step.value.place });
      return;
    }
    if (performance.now() < letGoAt) continue;
    await steps.return(undefined);
    await queue.send(null, "task.run", { shopId, taskId });
    return;
  }

  async function settle(end: { state: "done" | "failed"; reason?: string }): Promise<void> {
    await db.longTask.updateMany({
      where: { shopId, id: taskId, state: "running" },
      data: { ...end, endedAt: clock.now() },
    });
    // What was uploaded has been read.
    if (kind === "history_import") await dropPieces(db, { shopId, taskId });
  }
}

async function claim(
  { db, clock }: Deps,
  { shopId, taskId }: { shopId: string; taskId: string },
): Promise<LongTask | null> {
  const open = { shopId, id: taskId, state: { in: [...openTaskStates] } };
  await db.longTask.updateMany({ where: { ...open, startedAt: null }, data: { startedAt: clock.now() } });
  const [task] = await db.longTask.updateManyAndReturn({
    where: open,
    data: { state: "running", attempts: { increment: 1 } },
  });
  return task ?? null;
}

/** Writes down how far it is; false: it was called off meanwhile. */
async function tell(
  db: Database,
  { shopId, id: taskId }: LongTask,
  { done, total, place, problems = [] }: TaskProgress,
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const told = await tx.longTaskProblem.createMany({
      data: problems.map((problem) => ({ shopId, taskId, ...problem })),
      skipDuplicates: true,
    });
    const { count } = await tx.longTask.updateMany({
      where: { shopId, id: taskId, state: "running" },
      data: {
        done,
        place,
        attempts: 0,
        problems: { increment: told.count },
        ...(total === undefined ? {} : { total }),
      },
    });
    return count === 1;
  });
}
