import type { Request, Response, Router } from "express";
import express from "express";
import { extensionFrame, frameHeights, handleExtensionHost } from "../extension-host/host";
import type { ExtensionOrder } from "../extension-host/extension-order";
import type { CartItem } from "../pages/cart";
import { cartCookie, cookieValue, readCart, withItem } from "../pages/cart";
import { checkForm, checkoutBody, exampleValues, orderFromForm } from "../pages/checkout-page";
import { shippingOffers } from "../pages/delivery-window";
import type { Html } from "../pages/html";
import { html } from "../pages/html";
import { languageOf, orderStatusBody, thankYouBody } from "../pages/shopper-order-pages";
import { storePage } from "../pages/store-layout";
import { cartBody, shelf } from "../pages/store-pages";
import type { StoreLanguage } from "../pages/store-words";
import { say } from "../pages/store-words";
import type { Sandbox } from "../sandbox";
import type { Order } from "../world/records";
import { awaited } from "./awaited";
import { returnPath } from "./return-path";

export function storeRoutes(sandbox: Sandbox): Router {
  const { world } = sandbox;
  const router = express.Router();
  const form = express.urlencoded({ extended: false });
  const cartOf = (request: Request) => readCart(request.get("cookie"), world.listShelf());
  const show = (
    request: Request,
    response: Response,
    shown: { title: string; body: Html; language?: StoreLanguage },
  ) => {
    response.send(
      storePage({
        sandbox,
        language: shown.language ?? languageOfVisitor(request),
        title: shown.title,
        body: shown.body,
        path: request.originalUrl,
        cartCount: cartOf(request).reduce((sum, item) => sum + item.quantity, 0),
      }),
    );
  };
  const offersFor = (values: Record<string, string>) =>
    shippingOffers(sandbox.calendar.now(), {
      countryCode: values["country"] ?? "IT",
      timeZone: world.shop.timeZone,
    });

  router.get("/language/:language", (request, response) => {
    const language = request.params.language === "en" ? "en" : "it";
    response.set("Set-Cookie", `language=${language}; Path=/; SameSite=Lax`);
    response.redirect(303, returnPath(request.query["returnTo"]));
  });

  router.get("/store", (request, response) => {
    const language = languageOfVisitor(request);
    show(request, response, { title: say(language)("tagline"), body: shelf(world.listShelf(), language) });
  });

  router.get("/store/cart", (request, response) => {
    const language = languageOfVisitor(request);
    show(request, response, { title: say(language)("cart"), body: cartBody(cartOf(request), language) });
  });
  router.post("/store/cart", form, (request, response) => {
    const { product: id, change } = request.body as Record<string, string>;
    const product = world.listShelf().find((candidate) => candidate.id === id);
    if (product)
      response.set("Set-Cookie", cartCookie(withItem(cartOf(request), product, change === "-1" ? -1 : 1)));
    response.redirect(303, "/store/cart");
  });

  const checkout = (
    request: Request,
    response: Response,
    filled: { values: Record<string, string>; errors: ReturnType<typeof checkForm> },
  ) => {
    const language = languageOfVisitor(request);
    const cart: CartItem[] = cartOf(request);
    if (cart.length === 0) {
      response.redirect(303, "/store/cart");
      return;
    }
    const body = checkoutBody(filled, { cart, offers: offersFor(filled.values), language });
    show(request, response, { title: say(language)("checkout"), body });
  };
  router.get("/store/checkout", (request, response) => {
    checkout(request, response, { values: exampleValues(languageOfVisitor(request)), errors: {} });
  });
  router.post("/store/checkout", form, (request, response) => {
    const values = request.body as Record<string, string>;
    const errors = checkForm(values);
    const cart = cartOf(request);
    if (Object.keys(errors).length > 0 || cart.length === 0) {
      response.status(422);
      checkout(request, response, { values, errors });
      return;
    }
    const order = world.placeOrder(orderFromForm(values, { cart, offers: offersFor(values) }));
    response.set("Set-Cookie", cartCookie([]));
    response.redirect(303, `/store/thank-you/${order.checkoutToken}`);
  });

  const latestOrder = () => world.listOrders().find((order) => order.byVisitor) ?? null;
  router.get("/store/latest-order", (_request, response) => {
    const latest = latestOrder();
    response.redirect(303, latest ? `/store/thank-you/${latest.checkoutToken}` : "/store");
  });
  router.get("/store/thank-you/:token", (request, response) => {
    const order = world.findOrderByCheckoutToken(request.params.token);
    if (!order) {
      missingOrder(request, response);
      return;
    }
    const language = languageOf(order);
    const block = `${extensionFrame("thank-you-block", { order: shownOrder(order) })}${frameHeights}`;
    show(request, response, {
      title: say(language)("thankYou"),
      body: thankYouBody(sandbox, order, block),
      language,
    });
  });

  // The address in orders' status_url; Shopify's own has the same form.
  router.get("/shops/:shop/:shopId/orders/:token/authenticate", (request, response) => {
    const order = world.listOrders().find((candidate) => candidate.token === request.params.token);
    if (order) showStatus(request, response, order);
    else missingOrder(request, response);
  });
  router.get("/shops/:shop/products/:handle", (request, response) => {
    response.redirect(303, `/store#${encodeURIComponent(request.params.handle)}`);
  });

  router.get("/shops/:shop/tracking/:number", (request, response) => {
    const parcel = Object.values(world.state.fulfillments).find(
      (candidate) => candidate.trackingNumber === request.params.number,
    );
    if (parcel) showStatus(request, response, world.getOrder(parcel.orderId));
    else missingOrder(request, response);
  });
  const showStatus = (request: Request, response: Response, order: Order) => {
    const language = languageOf(order);
    const blocks = {
      order: `${extensionFrame("order-status-block", { order: shownOrder(order) })}${frameHeights}`,
      parcel: (fulfillmentId: string) =>
        extensionFrame("parcel-line", { order: shownOrder(order), fulfillmentId }),
    };
    show(request, response, { title: order.name, body: orderStatusBody(sandbox, order, blocks), language });
  };
  const missingOrder = (request: Request, response: Response) => {
    response.status(404);
    show(request, response, {
      title: "404",
      body: html`<h1>404</h1>
        <p class="empty">No such order.</p>`,
    });
  };

  router.use(
    awaited(async (request, response, next) => {
      const handled = await handleExtensionHost(request, response, {
        appUrl: sandbox.appUrl,
        apiKey: sandbox.apiKey,
        apiSecret: sandbox.apiSecret,
        findOrder: (checkoutToken) => {
          const order = world.findOrderByCheckoutToken(checkoutToken);
          return order ? extensionOrder(sandbox, order) : null;
        },
      });
      if (!handled) next();
    }),
  );

  return router;
}

function languageOfVisitor(request: Request): StoreLanguage {
  const chosen = cookieValue(request.get("cookie"), "language");
  if (chosen === "en" || chosen === "it") return chosen;
  return request.acceptsLanguages("it", "en") === "it" ? "it" : "en";
}

function shownOrder({ checkoutToken, customerLocale }: Order) {
  return { checkoutToken, locale: customerLocale };
}

function extensionOrder(sandbox: Sandbox, order: Order): ExtensionOrder {
  const { shop } = sandbox.world;
  const customer = order.customerId === null ? null : sandbox.world.findCustomer(order.customerId);
  return {
    shopDomain: shop.domain,
    shopName: shop.name,
    orderId: order.id,
    orderName: order.name,
    confirmationNumber: order.confirmationNumber,
    isFirstOrder: customer?.orderIds[0] === order.id,
    checkoutToken: order.checkoutToken,
    locale: order.customerLocale,
    countryCode: order.shippingAddress?.countryCode ?? shop.countryCode,
    currency: order.currency,
    timeZone: shop.timeZone,
  };
}
