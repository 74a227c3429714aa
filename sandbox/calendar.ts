// The sandbox owns time. The app reads it by long poll and says when it has done everything due.

export interface CalendarReading {
  version: number;
  now: string;
  /** True while time flows by itself at real speed from `now` on. */
  flowing: boolean;
  /** False where only the hands have moved: what has fallen due waits for the next reading. */
  asksForWork: boolean;
}

export interface SettledReport {
  client: string;
  version: number;
  nextDueAt: string | null;
}

export interface Calendar {
  now(): Date;
  readonly version: number;
  readonly flowing: boolean;
  /** Moves the hands without telling anybody: settle() or bump() tells. Never backwards. */
  set(at: Date): void;
  /** Tells every listener that time has moved. */
  bump(): void;
  /** Tells the app the time and waits until it knows; what has fallen due by that waits for settle(). */
  tell(): Promise<void>;
  /** Tells the app the time and waits until it has worked off everything due; answers when it is next due. */
  settle(options?: { timeoutMs?: number }): Promise<Date | null>;
  /** What the app last said it waits for. */
  nextDueAt(): Date | null;
  /** Whether anybody has ever reported: without an app there is nobody to wait for. */
  isFollowed(): boolean;
  /** Who has reported, by the names the processes give themselves: "web", "worker". */
  followers(): string[];
  /** The app stopped: nobody waits for its report any more. */
  forgetClients(): void;
  /** Time at real speed from here on, with a bump every few seconds; false stops the hands. */
  flow(on: boolean): void;
  /** The long poll: answers at once when the version is newer, else at the next bump or after the timeout. */
  read(after: number | null, timeoutMs: number): Promise<CalendarReading>;
  reportSettled(report: SettledReport): void;
  /** Called at every bump. */
  onMove(listener: (now: Date) => void): () => void;
  close(): void;
}

/** Flowing time is told this often: mails of the next minutes come without anybody touching the calendar. */
const FLOW_BUMP_MS = 3_000;
/** A working app settles in well under a second; a whole simulated day of a busy shop may take longer. */
const SETTLE_TIMEOUT_MS = 120_000;

interface Client {
  version: number;
  nextDueAt: Date | null;
}

export interface CalendarOptions {
  startAt: Date;
  version?: number;
  /** Real time until an app that has not settled counts as stuck. */
  patienceMs?: number;
}

export function createCalendar(options: CalendarOptions): Calendar {
  const patienceMs = options.patienceMs ?? SETTLE_TIMEOUT_MS;
  let standing = options.startAt.getTime();
  let flowingSince: number | null = null;
  // Goes on after a restart, else an app that waited all the while would take the new hands for old ones.
  let version = options.version ?? 1;
  let asksForWork = true;
  let ticker: NodeJS.Timeout | null = null;
  const clients = new Map<string, Client>();
  const bumped = new Set<() => void>();
  const reported = new Set<() => void>();
  const moved = new Set<(now: Date) => void>();

  const now = () => new Date(flowingSince === null ? standing : standing + (Date.now() - flowingSince));
  const bump = () => {
    version += 1;
    for (const wake of [...bumped]) wake();
    for (const listener of [...moved]) listener(now());
  };
  const bumpAndWait = async (timeoutMs: number) => {
    bump();
    const wanted = version;
    const startedAt = Date.now();
    while (!hasSettled(clients, wanted)) {
      const left = startedAt + timeoutMs - Date.now();
      if (left <= 0)
        throw new Error(`The app did not settle within ${timeoutMs / 1000} s of ${now().toISOString()}`);
      await nextCall(reported, Math.min(left, 1_000));
    }
  };
  const nextDueAt = () => earliest([...clients.values()].map((client) => client.nextDueAt));

  return {
    now,
    get version() {
      return version;
    },
    get flowing() {
      return flowingSince !== null;
    },
    set(at) {
      if (at.getTime() < now().getTime()) return;
      standing = at.getTime();
      if (flowingSince !== null) flowingSince = Date.now();
    },
    bump,
    async tell() {
      asksForWork = false;
      try {
        await bumpAndWait(patienceMs);
      } finally {
        asksForWork = true;
      }
    },
    async settle({ timeoutMs = patienceMs } = {}) {
      await bumpAndWait(timeoutMs);
      return nextDueAt();
    },
    nextDueAt,
    isFollowed: () => clients.size > 0,
    followers: () => [...clients.keys()],
    forgetClients() {
      clients.clear();
    },
    flow(on) {
      standing = now().getTime();
      flowingSince = on ? Date.now() : null;
      if (ticker) clearInterval(ticker);
      ticker = on ? setInterval(bump, FLOW_BUMP_MS) : null;
      ticker?.unref();
    },
    async read(after, timeoutMs) {
      if (after !== null && version <= after) await nextCall(bumped, timeoutMs);
      return { version, now: now().toISOString(), flowing: flowingSince !== null, asksForWork };
    },
    reportSettled(report) {
      clients.set(report.client, {
        version: report.version,
        nextDueAt: report.nextDueAt === null ? null : new Date(report.nextDueAt),
      });
      for (const wake of [...reported]) wake();
    },
    onMove(listener) {
      moved.add(listener);
      return () => moved.delete(listener);
    },
    close() {
      if (ticker) clearInterval(ticker);
      for (const wake of [...bumped, ...reported]) wake();
    },
  };
}

/** Everybody who has spoken has to have settled: one that was killed is waited for until it is back. */
function hasSettled(clients: Map<string, Client>, wanted: number): boolean {
  return clients.size > 0 && [...clients.values()].every(({ version }) => version >= wanted);
}

function nextCall(waiting: Set<() => void>, timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      waiting.delete(wake);
      resolve();
    };
    const timer = setTimeout(wake, timeoutMs);
    waiting.add(wake);
  });
}

function earliest(instants: Array<Date | null>): Date | null {
  const known = instants.filter((instant) => instant !== null).map((instant) => instant.getTime());
  return known.length === 0 ? null : new Date(Math.min(...known));
}
