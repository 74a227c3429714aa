// The cart lives in a cookie: the storefront keeps no sessions.

import type { Product } from "../world/records";

export interface CartItem {
  product: Product;
  quantity: number;
}

const MAX_QUANTITY = 9;

export function readCart(cookie: string | undefined, products: Product[]): CartItem[] {
  const text = cookieValue(cookie, "cart") ?? "";
  return products.flatMap((product) => {
    const entry = new RegExp(`(?:^|\\.)${product.handle}_(\\d)`).exec(text);
    return entry?.[1] && entry[1] !== "0" ? [{ product, quantity: Number(entry[1]) }] : [];
  });
}

export function withItem(cart: CartItem[], product: Product, change: number): CartItem[] {
  const known = cart.find((item) => item.product.id === product.id)?.quantity ?? 0;
  const quantity = Math.min(MAX_QUANTITY, Math.max(0, known + change));
  const others = cart.filter((item) => item.product.id !== product.id);
  return quantity === 0 ? others : [...others, { product, quantity }];
}

export function cartCookie(cart: CartItem[]): string {
  const text = cart.map((item) => `${item.product.handle}_${item.quantity}`).join(".");
  return `cart=${text}; Path=/; SameSite=Lax`;
}

export function cookieValue(cookie: string | undefined, name: string): string | null {
  for (const part of (cookie ?? "").split(";")) {
    const [key, value] = part.trim().split("=");
    if (key === name && value) return value;
  }
  return null;
}

export function cartTotal(cart: CartItem[]): number {
  return cart.reduce((sum, item) => sum + item.product.priceCents * item.quantity, 0);
}
