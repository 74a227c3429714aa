/** "app:/app/orders/1043" is a page of the app, which the sandbox opens in its admin; anything else stands as it is. */
export function addressOf(href: string): string {
  return href.startsWith("app:") ? `/admin?path=${encodeURIComponent(href.slice("app:".length))}` : href;
}
