import type { ShopperLook } from "~/messages/shopper-look";

interface ShopperPageData {
  title: string;
  page?: { look: ShopperLook };
}

/** A page behind a signed link: kept out of search engines. */
export function shopperMeta(data: ShopperPageData | null | undefined) {
  const title = [data?.title, data?.page?.look.name].filter((part) => part !== undefined).join(" · ");
  return [{ title }, { name: "robots", content: "noindex" }, { name: "color-scheme", content: "light dark" }];
}
