import type { DeliveryPromise } from "~/promises/delivery-promise";
import { aDelivery, delayRules } from "./an-example-delivery";
import type { DeliveryFacts, ParcelFacts } from "./delivery-facts";
import { noticeFacts, type NoticeFacts } from "./notice-facts";
import {
  decideReview,
  type DeliveryRecords,
  type PlannedWord,
  type RecordedIncident,
  type Review,
} from "./review";
import type { DelayMessage } from "./told";

/** Something the shop learns at an instant: it changes what is recorded. */
export interface Happening {
  at: Date;
  change(records: DeliveryRecords): DeliveryRecords;
}

export interface SentWord {
  word: PlannedWord;
  at: Date;
}

/**
 * Plays one order forward for tests, as the sweep, the webhooks and the dispatcher do together: it looks when
 * something happens and when a look is due, and a planned message leaves `postponedHours` later if it is
 * still true then. Every look is made twice; the second must find nothing to do.
 */
export class SimulatedOrder {
  records: DeliveryRecords;
  readonly sent: SentWord[] = [];
  readonly planned: PlannedWord[] = [];
  readonly log: string[] = [];
  looks = 0;
  private waiting: Array<{ message: DelayMessage; word: PlannedWord; dueAt: Date }> = [];
  private nextCheckAt: Date | null = null;

  constructor(
    private readonly postponedHours: (at: Date) => number = () => 0,
    facts: DeliveryFacts = aDelivery(),
  ) {
    const { order, promise, road } = facts;
    this.records = {
      order,
      promise,
      road,
      revised: [],
      parcels: [],
      isUnshipped: true,
      incidents: [],
      messages: [],
    };
  }

  run(happenings: Happening[], until: Date): this {
    const ahead = [...happenings].sort((one, other) => one.at.getTime() - other.at.getTime());
    this.look(this.records.order.placedAt);
    for (;;) {
      const now = earliest(
        [ahead[0]?.at, this.nextCheckAt, this.waiting[0]?.dueAt].filter((at) => at != null),
      );
      if (now === null || now > until) return this;
      while (ahead[0] && ahead[0].at <= now)
        this.records = ahead.shift()?.change(this.records) ?? this.records;
      this.look(now);
      this.dispatch(now);
    }
  }

  private look(now: Date): void {
    this.apply(decideReview(this.records, delayRules, now), now);
    const again = decideReview(this.records, delayRules, now);
    const isQuiet = again.incidents.every(({ id, steps, isMoved, incident }) => {
      const before = this.records.incidents.find((one) => one.id === id);
      return steps.length === 0 && !isMoved && JSON.stringify(incident) === JSON.stringify(before?.incident);
    });
    if (!isQuiet)
      throw new Error(
        `A second look at ${now.toISOString()} changed something: ${JSON.stringify(again.incidents)}`,
      );
    if (again.nextCheckAt?.getTime() !== this.nextCheckAt?.getTime()) {
      throw new Error(
        `A second look at ${now.toISOString()} would come back at ${String(again.nextCheckAt)} instead of ${String(this.nextCheckAt)}`,
      );
    }
    if (this.nextCheckAt && this.nextCheckAt <= now)
      throw new Error("A look must never be due at once again");
    this.looks += 1;
    if (this.looks > 500) throw new Error("The looks never end");
  }

  private apply(review: Review, now: Date): void {
    for (const { id, shipmentId, incident, steps, word, expected } of review.incidents) {
      const row: RecordedIncident = {
        id: id ?? `delay-${String(this.records.incidents.length)}`,
        shipmentId,
        incident,
      };
      const others = this.records.incidents.filter((one) => one.id !== row.id);
      this.records = { ...this.records, incidents: [...others, row] };
      this.log.push(...steps.map(({ step }) => step));
      if (expected)
        this.revise({
          ...expected,
          source: "incident",
          timeZone: this.records.road.timeZone,
          shipBy: null,
          madeAt: now,
        });
      if (word) this.plan(word, row.id, now);
    }
    this.nextCheckAt = review.nextCheckAt;
  }

  private revise(promise: DeliveryPromise): void {
    this.records = { ...this.records, revised: [...this.records.revised, promise] };
  }

  private plan(word: PlannedWord, delayId: string, now: Date): void {
    const message: DelayMessage = {
      kind: word.kind,
      delayId,
      state: "planned",
      plannedAt: now,
      claimedAt: null,
      dispatchedAt: null,
    };
    this.planned.push(word);
    this.records = { ...this.records, messages: [...this.records.messages, message] };
    const dueAt = new Date(now.getTime() + this.postponedHours(now) * 3_600_000);
    this.waiting = [...this.waiting, { message, word, dueAt }].sort(
      (one, other) => one.dueAt.getTime() - other.dueAt.getTime(),
    );
  }

  private dispatch(now: Date): void {
    const due = this.waiting.filter(({ dueAt }) => dueAt <= now);
    this.waiting = this.waiting.filter(({ dueAt }) => dueAt > now);
    for (const { message, word } of due) {
      const recorded = this.records.incidents.find((one) => one.id === message.delayId);
      if (!recorded) throw new Error("A message without its incident");
      const parcel = this.records.parcels.find((one) => one.id === recorded.shipmentId) ?? null;
      const facts = noticeFacts({
        ...this.records,
        incident: recorded.incident,
        parcel,
        revised: this.records.revised.at(-1) ?? null,
        now,
      });
      const isTold = mayTell(word, facts);
      if (isTold) this.sent.push({ word, at: now });
      const settled: DelayMessage = isTold
        ? { ...message, state: "dispatched", dispatchedAt: now }
        : { ...message, state: "cancelled" };
      this.records = {
        ...this.records,
        messages: this.records.messages.map((one) => (one === message ? settled : one)),
      };
      this.look(now);
    }
  }
}

/** The dispatcher's second decision: no warning that has been overtaken, and the arrival always. */
function mayTell({ kind, variant }: PlannedWord, { standing }: NoticeFacts): boolean {
  if (variant === "arrived") return true;
  return standing === "holds" || (standing === "moving_again" && kind === "delay_update");
}

/** The order's goods leave in this parcel, or more is learned about it. */
export function learn(at: Date, parcel: ParcelFacts, given: { isUnshipped?: boolean } = {}): Happening {
  return {
    at,
    change: (records) => ({
      ...records,
      isUnshipped: given.isUnshipped ?? false,
      parcels: [...records.parcels.filter((one) => one.id !== parcel.id), parcel],
    }),
  };
}

function earliest(instants: Date[]): Date | null {
  return instants.length === 0 ? null : new Date(Math.min(...instants.map(Number)));
}
