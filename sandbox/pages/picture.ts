// The products' pictures are drawn: the sandbox has no photographs and needs no network.

import type { Product } from "../world/records";
import type { Html } from "./html";
import { raw } from "./html";

const shapes: Record<Product["shape"], string> = {
  vase: '<path d="M84 52h32c-2 14 14 26 14 48 0 26-14 44-30 44s-30-18-30-44c0-22 16-34 14-48z"/><ellipse cx="100" cy="52" rx="16" ry="4" opacity=".5"/>',
  plate:
    '<ellipse cx="100" cy="110" rx="58" ry="22"/><ellipse cx="100" cy="104" rx="58" ry="22" opacity=".75"/><ellipse cx="100" cy="102" rx="36" ry="12" fill="#fff" opacity=".35"/>',
  linen:
    '<path d="M52 70c30-14 66-14 96 0v14c-30-12-66-12-96 0z"/><path d="M52 90c30-14 66-14 96 0v40c-30-14-66-14-96 0z" opacity=".8"/>',
  candle:
    '<rect x="72" y="86" width="56" height="56" rx="8"/><path d="M100 56c8 10 8 16 0 22-8-6-8-12 0-22z" fill="#f0b255"/><rect x="98.500" y="76" width="3" height="12" fill="#444"/>',
  lamp: '<circle cx="100" cy="84" r="34"/><path d="M78 146h44l-8-28H86z" opacity=".8"/>',
  card: '<rect x="54" y="72" width="92" height="60" rx="8"/><path d="M54 92h92M86 72v60" stroke="#fff" stroke-width="4" opacity=".6"/>',
};

export function productPicture(product: Product): Html {
  const [light, deep] = product.colors;
  return raw(
    `<svg class="picture" viewBox="0 0 200 180" aria-hidden="true"><rect width="200" height="180" fill="${light}"/>` +
      `<ellipse cx="100" cy="150" rx="52" ry="8" fill="#000" opacity=".08"/><g fill="${deep}">${shapes[product.shape]}</g></svg>`,
  );
}
