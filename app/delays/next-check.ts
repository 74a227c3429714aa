import { hasNews, isWordDue, type Incident, type Told } from "./decide-incident";
import type { DelayRules } from "./delay-kinds";
import { destinationDays, givenUpAt, type DeliveryFacts } from "./delivery-facts";
import { findDelay, isWatchable, possibleDelays } from "./find-delay";
import { maySpeakFrom, wordIsWrittenAt } from "./next-word";
import { nextForecastLook } from "./predicted-late";

/**
 * When a delivery has to be looked at next if nobody tells us anything: a kind begins to hold, a word given
 * has to be kept, the spacing ends that held news back, or the incident is given up. Always after `now`; null when
 * only an event can change anything.
 */
export function nextCheckAt({
  facts,
  incident,
  told,
  rules,
  now,
}: {
  facts: DeliveryFacts;
  incident: Incident | null;
  told: Told;
  rules: DelayRules;
  now: Date;
}): Date | null {
  const isOver =
    facts.order.exemption !== null || Boolean(facts.parcel?.deliveredAt) || now >= givenUpAt(facts);
  if (isOver) return null;
  const instants = possibleDelays(facts, rules).map((delay) => delay.since);
  const { promise, road } = facts;
  // A forecast only ever opens an incident: once there is one, its mornings cost nothing any more.
  if (incident === null && promise && isWatchable(facts)) {
    const { calendar, timeZone } = destinationDays(road);
    const look = nextForecastLook(now, { promisedOn: promise.latestOn, calendar, timeZone }, rules);
    if (look) instants.push(look);
  }
  if (incident !== null && incident.state !== "closed") {
    const found = findDelay(facts, rules, now);
    const isHeldBack = hasNews(incident, { found, told }) || isWordDue(incident, { told, now });
    instants.push(givenUpAt(facts));
    if (incident.nextUpdateAt) instants.push(wordIsWrittenAt(incident.nextUpdateAt));
    const from = maySpeakFrom(told.lastAt, rules);
    if (isHeldBack && from && told.messages < rules.maxNotices) instants.push(from);
  }
  const ahead = instants.filter((at) => at > now).map(Number);
  return ahead.length === 0 ? null : new Date(Math.min(...ahead));
}
