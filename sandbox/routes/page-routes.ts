import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { NextFunction, Request, Response, Router } from "express";
import express from "express";
import { findMail, inboxPage, mailHtml, mailPage } from "../pages/inbox-page";
import { adminOrderPage, adminOrdersPage, adminPrintPage } from "../pages/admin-order-page";
import { givenPage } from "../pages/given-page";
import { homePage } from "../pages/home-page";
import { html } from "../pages/html";
import { page } from "../pages/layout";
import { orderPage, ordersPage, performAction } from "../pages/orders-page";
import { phonePage } from "../pages/phone-page";
import { troublePage } from "../pages/trouble-page";
import { workflowsPage } from "../pages/workflows-page";
import type { Sandbox } from "../sandbox";
import type { MailTrouble } from "../mail-server";
import { adminLocale } from "./admin-locale";
import { awaited } from "./awaited";
import type { DeliveryMode } from "../webhook-delivery";

const pagesFolder = join(import.meta.dirname, "../pages");

const mailTroubles: Record<string, MailTrouble> = {
  none: { kind: "none" },
  temporary: { kind: "temporary" },
  permanent: { kind: "permanent" },
  slow: { kind: "slow", delayMs: 4_000 },
};
const deliveryModes: Record<string, DeliveryMode> = {
  immediate: { kind: "immediate" },
  chaos: { kind: "chaos", seed: 1 },
  lossy: { kind: "lossy", seed: 1, share: 0.1 },
};
const buckets: Record<string, { maximum: number; restoreRate: number }> = {
  generous: { maximum: 20_000, restoreRate: 1_000 },
  tight: { maximum: 100, restoreRate: 5 },
};

export function pageRoutes(sandbox: Sandbox): Router {
  const router = express.Router();
  const form = express.urlencoded({ extended: false });

  router.get("/", (_request, response) => {
    response.send(homePage(sandbox));
  });
  router.get("/style.css", (_request, response) => {
    response.type("css").send(readFileSync(join(pagesFolder, "style.css"), "utf8"));
  });
  router.get("/sandbox.js", (_request, response) => {
    response.type("js").send(readFileSync(join(pagesFolder, "sandbox.js"), "utf8"));
  });

  router.get("/inbox", (request, response) => {
    const { to, before } = request.query;
    response.send(
      inboxPage(sandbox, {
        to: typeof to === "string" && to !== "" ? to : null,
        before: typeof before === "string" ? Number(before) : null,
      }),
    );
  });
  router.get("/inbox/:id", (request, response) => {
    const mail = findMail(sandbox.mails, request.params.id);
    const { tab } = request.query;
    if (mail) response.send(mailPage(sandbox, mail, tab === "text" || tab === "headers" ? tab : "html"));
    else response.status(404).send(notFound(sandbox, "There is no such mail."));
  });
  router.get("/inbox/:id/html", (request, response) => {
    const mail = findMail(sandbox.mails, request.params.id);
    if (mail) response.type("html").send(mailHtml(mail));
    else response.status(404).send("");
  });

  router.get("/orders", (_request, response) => {
    response.send(ordersPage(sandbox));
  });
  router.get("/orders/:id", (request, response) => {
    const order = sandbox.world.findOrder(request.params.id);
    if (order) response.send(orderPage(sandbox, order));
    else response.status(404).send(notFound(sandbox, "There is no such order."));
  });
  router.post(
    "/orders/:id/actions",
    form,
    awaited(async (request, response) => {
      const order = sandbox.world.findOrder(String(request.params["id"]));
      const { action } = request.body as Record<string, string>;
      if (order && action) {
        performAction(sandbox, order, action);
        await sandbox.travelTo(sandbox.calendar.now());
      }
      response.redirect(303, order ? `/orders/${order.id}` : "/orders");
    }),
  );

  router.get("/admin/orders", (_request, response) => {
    response.send(adminOrdersPage(sandbox));
  });
  router.get("/admin/orders/:id", (request, response) => {
    const order = sandbox.world.findOrder(request.params.id);
    if (order) response.send(adminOrderPage(sandbox, order, adminLocale(request)));
    else response.status(404).send(notFound(sandbox, "There is no such order."));
  });
  router.get("/admin/print", (request, response) => {
    const { action, order } = request.query;
    const orderIds = [order].flat().filter((id) => typeof id === "string" && /^\d+$/.test(id)) as string[];
    const name = action === "order-cards" ? action : "selected-cards";
    response.send(adminPrintPage(sandbox, { action: name, orderIds, locale: adminLocale(request) }));
  });

  router.get("/phone", (_request, response) => {
    response.send(phonePage(sandbox));
  });
  router.get("/workflows", (_request, response) => {
    response.send(workflowsPage(sandbox));
  });
  router.get("/given", (_request, response) => {
    response.send(givenPage(sandbox));
  });
  router.get("/trouble", (_request, response) => {
    response.send(troublePage(sandbox));
  });
  router.post("/trouble", form, (request, response) => {
    const choices = request.body as Record<string, string>;
    const trouble = mailTroubles[choices["mail"] ?? ""];
    const mode = deliveryModes[choices["webhooks"] ?? ""];
    const bucket = buckets[choices["throttle"] ?? ""];
    if (trouble) sandbox.mails.setTrouble(trouble);
    if (mode) sandbox.deliveries.setMode(mode);
    if (bucket) sandbox.bucket.set(bucket);
    response.redirect(303, "/trouble");
  });

  router.use((_request, response) => {
    response.status(404).send(notFound(sandbox, "There is no such page."));
  });
  router.use((error: Error, _request: Request, response: Response, _next: NextFunction) => {
    response.status(500).send(brokenPage(sandbox, error));
  });
  return router;
}

function notFound(sandbox: Sandbox, what: string): string {
  return page({
    sandbox,
    title: "Not found",
    section: "",
    body: html`<h1>Not found</h1>
      <p>${what} <a href="/">Back to the walk</a></p>`,
  });
}

function brokenPage(sandbox: Sandbox, error: Error): string {
  return page({
    sandbox,
    title: "That did not work",
    section: "",
    body: html`<h1>That did not work</h1>
      <p>${error.message}</p>
      <p><a href="/">Back to the walk</a></p>`,
  });
}
