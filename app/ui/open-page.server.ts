import { json, type LoaderFunctionArgs } from "@remix-run/node";
import type { Language } from "~/messages/voices";
import type { LinkClaims, LinkPurpose, LinkSigner } from "~/platform/signed-link.server";
import { badLink } from "./bad-link.server";

interface Opening<Page> {
  links: LinkSigner;
  now: Date;
  purpose: LinkPurpose;
  /** null where what the link names is no more. */
  load(link: LinkClaims): Promise<Page | null>;
}

type Opened<Page> =
  { outcome: "open"; page: Page; link: LinkClaims } | { outcome: "shut"; answer: ReturnType<typeof badLink> };

/** The page a shopper's link leads to, or the kind answer where it leads nowhere. Writes nothing. */
export async function openPage<Page>(
  { request, params }: LoaderFunctionArgs,
  { links, now, purpose, load }: Opening<Page>,
): Promise<Opened<Page>> {
  const link = links.read(purpose, params.token ?? "", now);
  if (link.outcome !== "valid") return { outcome: "shut", answer: badLink(request, link.outcome) };
  const page = await load(link);
  if (page === null) return { outcome: "shut", answer: badLink(request, "forged") };
  return { outcome: "open", page, link };
}

/** An opened page as its component is handed it; the title is the browser's too, `own` what only this page has. */
export function shownPage<Page extends { language: Language }, Own extends object>(
  page: Page,
  title: string,
  own: Own,
) {
  return json({ view: "page" as const, language: page.language, title, page, ...own });
}
