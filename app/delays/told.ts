import type { DateRange } from "~/messages/message-values";
import type { DeliveryPromise } from "~/promises/delivery-promise";
import type { Told } from "./decide-incident";
import { isWorse, type DelayKind } from "./delay-kinds";

/** A notice or update of an order, as the touchpoints keep it. */
export interface DelayMessage {
  kind: "delay_notice" | "delay_update";
  delayId: string;
  /** planned | dispatching | dispatched | suppressed | cancelled | failed */
  state: string;
  plannedAt: Date;
  claimedAt: Date | null;
  dispatchedAt: Date | null;
}

/** An incident of the same order, as far as it matters to what she knows. */
export interface KnownIncident {
  id: string;
  kind: DelayKind;
  noticesSent: number;
  closedAt: Date | null;
  /** Its parcel has not arrived. */
  isUnderWay: boolean;
}

/** What she has been told about an order, seen from one of its incidents (null for one not opened yet). */
export function toldOf(messages: DelayMessage[], incidents: KnownIncident[], delayId: string | null): Told {
  const closedAt = new Map(incidents.map((incident) => [incident.id, incident.closedAt]));
  const isArrival = ({ kind, delayId: of, plannedAt }: DelayMessage) => {
    const end = closedAt.get(of);
    return kind === "delay_update" && end != null && plannedAt >= end;
  };
  const news = messages.filter((message) => !isArrival(message));
  const waiting = news.filter((message) => message.state === "planned");
  const gone = news.flatMap((message) => goneAt(message) ?? []).map(Number);
  const warned = news
    .filter((message) => message.kind === "delay_notice")
    .flatMap((message) => goneAt(message) ?? []);
  const arrivals = messages.filter((message) => isArrival(message) && !isUnsent(message));
  const lastArrival = Math.max(0, ...arrivals.map((message) => message.plannedAt.getTime()));
  const others = incidents.filter((one) => one.id !== delayId && one.closedAt === null && one.isUnderWay);
  const hasOwn = waiting.some((message) => message.delayId === delayId && message.kind === "delay_notice");
  return {
    messages: news.filter((message) => !isUnsent(message)).length,
    lastAt: gone.length === 0 ? null : new Date(Math.max(...gone)),
    waiting: hasOwn ? "this_notice" : waiting.length > 0 ? "another" : null,
    owedArrival: warned.some((at) => at.getTime() > lastArrival),
    elsewhere: others
      .filter((one) => one.noticesSent > 0)
      .reduce<DelayKind | null>(
        (worst, { kind }) => (worst === null || isWorse(kind, worst) ? kind : worst),
        null,
      ),
    othersUnderWay: others.length > 0,
  };
}

/** The newest dates she really read: revised when a message was planned, told when it went out. */
export function toldRange(revised: DeliveryPromise[], told: Pick<Told, "lastAt">): DateRange | null {
  const { lastAt } = told;
  const newest = lastAt && revised.findLast((promise) => promise.madeAt <= lastAt);
  return newest ? { earliestOn: newest.earliestOn, latestOn: newest.latestOn } : null;
}

/** When a message left; one being sent counts as gone, because its words can no longer be changed. */
function goneAt({ state, claimedAt, dispatchedAt, plannedAt }: DelayMessage): Date | null {
  if (state === "dispatched") return dispatchedAt ?? claimedAt ?? plannedAt;
  return state === "dispatching" ? (claimedAt ?? plannedAt) : null;
}

function isUnsent({ state }: DelayMessage): boolean {
  return state === "suppressed" || state === "cancelled" || state === "failed";
}
