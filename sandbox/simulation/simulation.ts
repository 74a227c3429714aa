// Brings the scripts to life: moves the invented shop as each order's script says, and lets the shoppers answer the
// mails they get. Acts like any other actor of the sandbox: it says when it wants to act next and is called then.

import { createDueQueue, type Due } from "../due-queue";
import type { StoredMail } from "../mail-server";
import type { Actor } from "../sandbox";
import type { World } from "../world";
import type { Draws } from "./keyed-draws";
import type { OrderScript, ScriptStep } from "./order-script";
import { readLinks } from "./page-form";
import {
  answerInvitation,
  answerNotice,
  isScannedByHerMailServer,
  unsubscribesAfter,
  visitThankYouPage,
} from "./reactions";
import type { Answered, ShopperBrowser } from "./shopper-browser";

export interface SimulatedOrder {
  script: OrderScript;
  orderId: string | null;
  fulfillmentId: string | null;
  returnId: string | null;
  noticesRead: number;
}

export interface Simulation extends Actor {
  readonly orders: readonly SimulatedOrder[];
  /** A mail reached somebody: she may act on it later. */
  receive(mail: StoredMail): void;
}

export interface SimulationOptions {
  scripts: readonly OrderScript[];
  draws: Draws;
  world: World;
  browser: ShopperBrowser;
  /** Going on with a saved shop: everything up to this instant has happened. */
  actedUntil?: Date | undefined;
  /** What should not happen, in words: a door that breaks, a mail that asks nothing. */
  onProblem: (problem: string) => void;
}

interface Event extends Due {
  perform: () => void | Promise<void>;
}

/** Keeps the events of one order apart from the next one's when they happen at the same instant. */
const eventsPerOrder = 1000;

export function createSimulation(options: SimulationOptions): Simulation {
  const { scripts, draws, world, browser, actedUntil, onProblem } = options;
  const queue = createDueQueue<Event>();
  const orders = scripts.map((script): SimulatedOrder => ({
    script,
    orderId: null,
    fulfillmentId: null,
    returnId: null,
    noticesRead: 0,
  }));
  const byOrderId = new Map<string, SimulatedOrder>();
  const known = (order: SimulatedOrder, orderId: string) => {
    order.orderId = orderId;
    byOrderId.set(orderId, order);
  };
  if (actedUntil) recallOrders({ orders, world, actedUntil, known });

  const eventCounts = new Map<number, number>();
  const schedule = (at: Date, { script }: SimulatedOrder, perform: Event["perform"]) => {
    if (actedUntil && at <= actedUntil) return;
    const count = eventCounts.get(script.index) ?? 0;
    eventCounts.set(script.index, count + 1);
    queue.add({ dueAt: at.getTime(), sequence: script.index * eventsPerOrder + count, perform });
  };
  const later = (at: Date, ms: number) => new Date(at.getTime() + Math.round(ms));

  const drawsFor = ({ script }: SimulatedOrder) => draws.of("order", script.index);
  const expectSuccess = (what: string, order: SimulatedOrder, { status }: Answered) => {
    // What the app politely refuses (an answer that came too late) is its right; breaking is not.
    if (status >= 500 || status === 401 || status === 404 || status === 429)
      onProblem(`${what} for order ${order.orderId ?? "?"} answered ${status}`);
  };

  /** A saved mail's links lead nowhere when the app had to move to another port; that is no fault of the app's. */
  const missing = (at: Date, problem: string) => {
    if (!actedUntil || at > actedUntil) onProblem(problem);
  };

  for (const order of orders) {
    for (const step of order.script.steps) schedule(step.at, order, () => perform(step, order));
    if (actedUntil && order.orderId) scheduleVisit(order, new Date(world.getOrder(order.orderId).placedAt));
  }

  function perform(step: ScriptStep, order: SimulatedOrder): void {
    if (step.type === "place") {
      known(order, world.placeOrder(step.order).id);
      scheduleVisit(order, step.at);
      return;
    }
    // A visitor of the sandbox may have cancelled it: then nothing more happens to it.
    if (order.orderId === null || world.getOrder(order.orderId).cancelledAt !== null) return;
    moveOrder(world, step, { ...order, orderId: order.orderId }, (found) => Object.assign(order, found));
  }

  function scheduleVisit(order: SimulatedOrder, placedAt: Date): void {
    const own = drawsFor(order).of("thank-you page");
    const visit = visitThankYouPage(own, order.script);
    if (!visit || order.orderId === null) return;
    const { id, checkoutToken, customerId } = world.getOrder(order.orderId);
    const earlier = customerId === null ? null : world.findCustomer(customerId);
    const firstOrder = earlier === null || earlier.orderIds[0] === id;
    const { locale } = order.script.shopper;
    const page = { checkoutToken, customerId: firstOrder ? null : customerId, locale, firstOrder };
    schedule(later(placedAt, visit.afterMs), order, async () => {
      const shown = await browser.openThankYouPage(page);
      expectSuccess("The thank-you page", order, shown);
      const { rating, comment } = visit;
      if (rating === null || !asksQuestion(shown)) return;
      // The block sends the number at the tap and again with her words.
      expectSuccess("Her answer", order, await browser.answerOnThankYouPage(page, { rating, comment: null }));
      if (comment)
        expectSuccess("Her words", order, await browser.answerOnThankYouPage(page, { rating, comment }));
    });
  }

  function receive(mail: StoredMail): void {
    const order = mail.orderId === null ? undefined : byOrderId.get(mail.orderId);
    if (!order || mail.kind === null) return;
    const own = drawsFor(order).of(mail.kind, mail.kind === "delay_notice" ? order.noticesRead : 0);
    const at = new Date(mail.at);
    const links = readLinks(mail.html ?? "").filter(browser.leadsToApp);

    if (isScannedByHerMailServer(own)) {
      schedule(later(at, 30_000), order, async () => {
        for (const link of links) expectSuccess("A scanned link", order, await browser.open(link));
      });
    }
    if (mail.kind === "delay_notice") readNotice(order, { at, links, own });
    if (mail.kind === "feedback_invitation") readInvitation(order, { mail, at, links, own });
  }

  function readNotice(
    order: SimulatedOrder,
    { at, links, own }: { at: Date; links: string[]; own: Draws },
  ): void {
    order.noticesRead += 1;
    const answer = answerNotice(own);
    if (!answer) return;
    const link = linkWith(links, "choice", answer.choice) ?? linkWith(links, "choice", "wait");
    if (!link) {
      // While a wish of hers is open she is offered to talk and nothing else, and goes on waiting for her answer.
      if (!linkWith(links, "choice", "talk"))
        missing(at, `The delay notice for order ${order.orderId ?? "?"} offers no choice`);
      return;
    }
    const choice = new URL(link).searchParams.get("choice") ?? answer.choice;
    schedule(later(at, answer.afterMs), order, async () => {
      const wish = choice === "change_address" ? "Via Garibaldi 12, 20121 Milano" : "";
      await browser.followAndSend(link, { choice, wish });
    });
  }

  function readInvitation(
    order: SimulatedOrder,
    { mail, at, links, own }: { mail: StoredMail; at: Date; links: string[]; own: Draws },
  ): void {
    const answer = answerInvitation(own, { script: order.script, warned: order.noticesRead > 0 });
    if (answer) {
      const link =
        linkWith(links, "rating", String(answer.rating)) ??
        links.find((candidate) => candidate.includes("/r/"));
      if (link) {
        schedule(later(at, answer.afterMs), order, async () => {
          const sent = await browser.followAndSend(link, {
            rating: String(answer.rating),
            comment: answer.comment ?? "",
            reason: answer.reasons,
            mayContact: answer.mayContact ? "yes" : [],
          });
          if (!sent) onProblem(`The feedback page of order ${order.orderId ?? "?"} took no answer`);
        });
      } else missing(at, `The invitation for order ${order.orderId ?? "?"} asks nothing`);
    }
    const unsubscribes = unsubscribesAfter(own);
    const oneClick = /<(https?:[^>]+)>/.exec(mail.headers["list-unsubscribe"] ?? "")?.[1];
    if (unsubscribes !== null && oneClick && browser.leadsToApp(oneClick)) {
      schedule(later(at, unsubscribes), order, async () => {
        expectSuccess("Unsubscribing", order, await browser.unsubscribeAtOnce(oneClick));
      });
    }
  }

  return {
    orders,
    receive,
    nextAt() {
      const next = queue.peek();
      return next ? new Date(next.dueAt) : null;
    },
    async act(now) {
      // One instant at a time: what happens may bring about something that happens before the rest.
      for (let next = queue.peek(); next && next.dueAt <= now.getTime(); next = queue.peek()) {
        for (const event of queue.takeDue(next.dueAt)) {
          try {
            await event.perform();
          } catch (error) {
            // One shopper's page that cannot be reached does not stop everybody else's day.
            onProblem(error instanceof Error ? error.message : String(error));
          }
        }
      }
    },
  };
}

/** The page asks only those it may ask, and shows an answer already given. */
function asksQuestion({ status, body }: Answered): boolean {
  if (status !== 200) return false;
  const { survey } = JSON.parse(body) as { survey: { answer: object | null } | null };
  return survey !== null && survey.answer === null;
}

function linkWith(links: readonly string[], parameter: string, value: string): string | undefined {
  return links.find((link) => new URL(link).searchParams.get(parameter) === value);
}

type Found = Partial<Pick<SimulatedOrder, "fulfillmentId" | "returnId">>;

function moveOrder(
  world: World,
  step: Exclude<ScriptStep, { type: "place" }>,
  { orderId, fulfillmentId, returnId }: SimulatedOrder & { orderId: string },
  found: (what: Found) => void,
): void {
  const { at } = step;
  switch (step.type) {
    case "pay":
      world.payOrder(orderId, { at });
      return;
    case "cancel":
      world.cancelOrder(orderId, { at, reason: step.reason });
      return;
    case "ship": {
      const { carrier, trackingNumber, trackingUrl } = step;
      found({ fulfillmentId: world.fulfillOrder(orderId, { at, carrier, trackingNumber, trackingUrl }).id });
      return;
    }
    case "scan":
      if (fulfillmentId) world.addFulfillmentEvent(fulfillmentId, { ...step.scan, at, happenedAt: at });
      return;
    case "refund":
      world.refundOrder(orderId, { at, note: step.note });
      return;
    case "request_return": {
      const { id } = world.requestReturn(orderId, { at, reason: step.reason, note: step.note });
      world.approveReturn(id, { at });
      found({ returnId: id });
      return;
    }
    case "close_return":
      if (returnId) world.closeReturn(returnId, { at });
      return;
  }
}

/** A saved shop's orders are the scripts' orders, in the order they were placed in. */
function recallOrders(input: {
  orders: readonly SimulatedOrder[];
  world: World;
  actedUntil: Date;
  known: (order: SimulatedOrder, orderId: string) => void;
}): void {
  const placed = input.world
    .listOrders()
    .filter((order) => !order.byVisitor)
    .sort((one, other) => one.number - other.number);
  input.orders.forEach((order, index) => {
    const saved = placed[index];
    if (!saved || order.script.truth.placedAt > input.actedUntil) return;
    input.known(order, saved.id);
    order.fulfillmentId = saved.fulfillmentIds[0] ?? null;
    order.returnId = saved.returnIds[0] ?? null;
  });
}
