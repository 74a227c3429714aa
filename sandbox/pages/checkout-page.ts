import { storefrontCountries } from "../world/places";
import type { PlaceOrderInput } from "../world/inputs";
import type { CartItem } from "./cart";
import { cartTotal } from "./cart";
import type { ShippingOffer } from "./delivery-window";
import { shippingInput } from "./delivery-window";
import type { Html } from "./html";
import { html, raw } from "./html";
import type { StoreLanguage, StoreWord } from "./store-words";
import { say } from "./store-words";
import { dayRange, euros } from "./times";

export interface CheckoutForm {
  values: Record<string, string>;
  /** Field to the word for what is wrong with it. */
  errors: Partial<Record<string, StoreWord>>;
}

const requiredFields = ["email", "firstName", "lastName", "address1", "zip", "city"];

/** A ready example, so that a newcomer can simply press "Pay". */
export function exampleValues(language: StoreLanguage): Record<string, string> {
  return {
    email: "marta.bianchi@posta.example",
    firstName: "Marta",
    lastName: "Bianchi",
    address1: "Via Solferino 18",
    zip: "20121",
    city: "Milano",
    country: "IT",
    language,
    shipping: "standard",
    consent: "yes",
  };
}

export function checkForm(values: Record<string, string>): CheckoutForm["errors"] {
  const errors: CheckoutForm["errors"] = {};
  for (const name of requiredFields) if (!values[name]?.trim()) errors[name] = "required";
  if (values["email"]?.trim() && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(values["email"].trim()))
    errors["email"] = "badEmail";
  if (values["gift"] && !values["giftFrom"]?.trim()) errors["giftFrom"] = "required";
  return errors;
}

export function orderFromForm(
  values: Record<string, string>,
  { cart, offers }: { cart: CartItem[]; offers: ShippingOffer[] },
): PlaceOrderInput {
  const language: StoreLanguage = values["language"] === "en" ? "en" : "it";
  const text = (name: string) => values[name]?.trim() ?? "";
  const address = {
    firstName: text("firstName"),
    lastName: text("lastName"),
    address1: text("address1"),
    zip: text("zip"),
    city: text("city"),
    countryCode: text("country") || "IT",
    phone: text("phone") || null,
  };
  const gift = values["gift"] === "yes";
  const [giverFirst, ...giverLast] = text("giftFrom").split(/\s+/);
  const giver = { ...address, firstName: giverFirst ?? "", lastName: giverLast.join(" ") };
  const offer = offers.find((candidate) => candidate.choice === values["shipping"]) ?? offers[0];
  const ships = cart.some((item) => item.product.requiresShipping);
  const buyer = gift ? giver : address;
  return {
    email: text("email"),
    phone: text("phone") || null,
    firstName: buyer.firstName,
    lastName: buyer.lastName,
    locale: language === "it" ? "it-IT" : "en",
    shippingAddress: ships ? address : null,
    billingAddress: buyer,
    items: cart.map(({ product, quantity }) => ({
      productId: product.id,
      quantity,
      title: product.title[language],
    })),
    shipping: ships && offer ? shippingInput(offer, language) : null,
    acceptsMarketing: values["consent"] === "yes",
    noteAttributes: gift ? [{ name: "gift", value: "true" }] : [],
    byVisitor: true,
  };
}

export function checkoutBody(
  form: CheckoutForm,
  { cart, offers, language }: { cart: CartItem[]; offers: ShippingOffer[]; language: StoreLanguage },
): Html {
  const words = say(language);
  const field = (name: string, word: StoreWord, extra = "") =>
    textField({ form, language, name, word, extra });
  const ticked = (name: string) => raw(form.values[name] === "yes" ? " checked" : "");
  return html`
    <h1>${words("checkout")}</h1>
    <p class="help">${words("exampleNote")}</p>
    <form method="post" action="/store/checkout" class="checkout" novalidate>
      <div>
        <fieldset>
          <legend>${words("contact")}</legend>
          ${field("email", "email", 'type="email" autocomplete="email"')}
          ${field("phone", "phone", 'type="tel" autocomplete="tel"')}
          <label class="check"
            ><input type="checkbox" name="consent" value="yes" ${ticked("consent")} />
            ${words("consent")}</label
          >
        </fieldset>
        <fieldset>
          <legend>${words("delivery")}</legend>
          <div class="pair">
            ${field("firstName", "firstName", 'autocomplete="given-name"')}
            ${field("lastName", "lastName", 'autocomplete="family-name"')}
          </div>
          ${field("address1", "address", 'autocomplete="address-line1"')}
          <div class="pair">
            ${field("zip", "zip", 'autocomplete="postal-code"')}
            ${field("city", "city", 'autocomplete="address-level2"')}
          </div>
          <div class="pair">
            ${select({ name: "country", label: words("country"), value: form.values["country"] ?? "IT", options: storefrontCountries.map((country) => [country.code, country.name[language]]) })}
            ${select({
              name: "language",
              label: words("language"),
              value: form.values["language"] ?? language,
              options: [
                ["it", "Italiano"],
                ["en", "English"],
              ],
            })}
          </div>
          <label class="check"
            ><input type="checkbox" name="gift" value="yes" ${ticked("gift")} /> ${words("gift")}</label
          >
          <div class="gift">
            <p class="help">${words("giftHelp")}</p>
            ${field("giftFrom", "giftFrom", 'autocomplete="off"')}
          </div>
        </fieldset>
        <fieldset>
          <legend>${words("shippingMethod")}</legend>
          ${offers.map((offer) => shippingRadio(offer, { language, chosen: form.values["shipping"] ?? "standard" }))}
        </fieldset>
      </div>
      <aside class="summary">
        <ul>
          ${cart.map(({ product, quantity }) => html`<li><span>${quantity} × ${product.title[language]}</span> <span>${euros(product.priceCents * quantity, language)}</span></li>`)}
        </ul>
        <p class="total"><span>${words("subtotal")}</span> <b>${euros(cartTotal(cart), language)}</b></p>
        <p class="help">${words("paymentNote")}</p>
        <button class="button pay">${words("payNow")}</button>
      </aside>
    </form>
  `;
}

function textField(input: {
  form: CheckoutForm;
  language: StoreLanguage;
  name: string;
  word: StoreWord;
  extra: string;
}): Html {
  const words = say(input.language);
  const error = input.form.errors[input.name];
  return html`<div class="field">
    <label for="${input.name}">${words(input.word)}</label>
    <input
      id="${input.name}"
      name="${input.name}"
      value="${input.form.values[input.name] ?? ""}"
      ${raw(input.extra)}${raw(error ? ` aria-invalid="true" aria-describedby="${input.name}-error"` : "")}
    />
    ${error ? html`<p class="error" id="${input.name}-error">${words(error)}</p>` : null}
  </div>`;
}

function select(input: {
  name: string;
  label: string;
  value: string;
  options: Array<[string, string]>;
}): Html {
  return html`<div class="field">
    <label for="${input.name}">${input.label}</label>
    <select id="${input.name}" name="${input.name}">
      ${input.options.map(([value, text]) => html`<option value="${value}" ${raw(value === input.value ? " selected" : "")}>${text}</option>`)}
    </select>
  </div>`;
}

function shippingRadio(
  offer: ShippingOffer,
  { language, chosen }: { language: StoreLanguage; chosen: string },
): Html {
  const { promisedFrom, promisedUntil } = offer;
  const when =
    promisedFrom && promisedUntil ? dayRange(promisedFrom, promisedUntil, language) : say(language)("noDate");
  return html`<label class="radio">
    <input
      type="radio"
      name="shipping"
      value="${offer.choice}"
      ${raw(offer.choice === chosen ? " checked" : "")}
    />
    <span>${offer.title[language]}<br /><small>${when}</small></span>
    <span class="price">${euros(offer.priceCents, language)}</span>
  </label>`;
}
