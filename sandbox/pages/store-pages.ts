import type { CartItem } from "./cart";
import { cartTotal } from "./cart";
import type { Html } from "./html";
import { html } from "./html";
import { productPicture } from "./picture";
import type { Product } from "../world/records";
import type { StoreLanguage } from "./store-words";
import { say } from "./store-words";
import { euros } from "./times";

export function shelf(products: Product[], language: StoreLanguage): Html {
  const words = say(language);
  return html`
    <div class="store-hero">
      <h1>${words("tagline")}</h1>
      <p>${words("intro")}</p>
    </div>
    <ul class="shelf">
      ${products.map(
        (product) =>
          html`<li class="product" id="${product.handle}">
            ${productPicture(product)}
            <h2>${product.title[language]}</h2>
            <p>${product.description[language]}</p>
            <div class="buy">
              <span class="price">${euros(product.priceCents, language)}</span>
              <form method="post" action="/store/cart">
                <input type="hidden" name="product" value="${product.id}" />
                <button
                  name="change"
                  value="1"
                  aria-label="${words("addToCart")}: ${product.title[language]}"
                >
                  ${words("addToCart")}
                </button>
              </form>
            </div>
          </li>`,
      )}
    </ul>
  `;
}

export function cartBody(cart: CartItem[], language: StoreLanguage): Html {
  const words = say(language);
  if (cart.length === 0) {
    return html`<h1>${words("cart")}</h1>
      <p class="empty">${words("cartEmpty")}</p>
      <p><a class="button" href="/store">${words("keepLooking")}</a></p>`;
  }
  return html`
    <h1>${words("cart")}</h1>
    <ul class="cart">
      ${cart.map((item) => cartRow(item, language))}
    </ul>
    <p class="total"><span>${words("total")}</span> <b>${euros(cartTotal(cart), language)}</b></p>
    <p class="buttons">
      <a class="button" href="/store/checkout">${words("checkout")}</a>
      <a class="button quiet" href="/store">${words("keepLooking")}</a>
    </p>
  `;
}

function cartRow({ product, quantity }: CartItem, language: StoreLanguage): Html {
  const name = product.title[language];
  return html`<li>
    ${productPicture(product)}
    <span class="cart-name">${name}<br /><small>${euros(product.priceCents, language)}</small></span>
    <form method="post" action="/store/cart" class="amount">
      <input type="hidden" name="product" value="${product.id}" />
      <button name="change" value="-1" aria-label="${name}: −1">−</button>
      <span>${quantity}</span>
      <button name="change" value="1" aria-label="${name}: +1">+</button>
    </form>
    <span class="price">${euros(product.priceCents * quantity, language)}</span>
  </li>`;
}
