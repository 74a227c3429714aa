import type { JobName, JobPayload } from "~/platform/jobs";
import type { WorkingQueue } from "~/platform/queue.server";

export interface SentJob {
  job: JobName;
  payload: JobPayload<JobName>;
  /** Whether it was to live and die with a transaction. */
  joined: boolean;
}

/** Keeps what was asked for; nothing runs. */
export class RecordingQueue implements WorkingQueue {
  readonly sent: SentJob[] = [];

  send<Name extends JobName>(tx: object | null, job: Name, payload: JobPayload<Name>): Promise<void> {
    return this.sendAll(tx, job, [payload]);
  }

  sendAll<Name extends JobName>(
    tx: object | null,
    job: Name,
    payloads: Array<JobPayload<Name>>,
  ): Promise<void> {
    for (const payload of payloads) this.sent.push({ job, payload, joined: tx !== null });
    return Promise.resolve();
  }

  start(): Promise<void> {
    return Promise.resolve();
  }

  work(): Promise<void> {
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }

  running(): number {
    return 0;
  }

  isTakingOver(): Promise<boolean> {
    return Promise.resolve(false);
  }

  batchDone(): Promise<void> {
    return Promise.resolve();
  }

  /** The payloads sent to one job, in order. */
  payloadsOf<Name extends JobName>(job: Name): Array<JobPayload<Name>> {
    return this.sent.filter((sent) => sent.job === job).map((sent) => sent.payload as JobPayload<Name>);
  }

  clear(): void {
    this.sent.length = 0;
  }
}
