import { z } from "zod";
import type { Secrets } from "./secrets.server";

/** What a shopper's link is good for; a token signed for one purpose is forged for every other. */
export type LinkPurpose = "rate" | "choose" | "unsubscribe" | "track";

export interface LinkClaims {
  shopId: string;
  /** The touchpoint's, delay's or order's id: never a person's data. */
  id: string;
  extra: string | null;
}

export type ReadLink = ({ outcome: "valid" } & LinkClaims) | { outcome: "expired" | "forged" };

export interface LinkSigner {
  sign(link: { purpose: LinkPurpose; shopId: string; id: string; extra?: string; expiresAt: Date }): string;
  read(purpose: LinkPurpose, token: string, now: Date): ReadLink;
}

const claimsSchema = z.tuple([z.string(), z.string(), z.string().nullable(), z.number().int()]);

/** Tokens are `base64url(claims).signature`, the signature over purpose and claims. */
export function createLinkSigner(secrets: Pick<Secrets, "signLink" | "isLinkSignature">): LinkSigner {
  const signed = (purpose: LinkPurpose, body: string) => `${purpose}.${body}`;
  return {
    sign({ purpose, shopId, id, extra, expiresAt }) {
      const claims = [shopId, id, extra ?? null, Math.floor(expiresAt.getTime() / 1000)];
      const body = Buffer.from(JSON.stringify(claims)).toString("base64url");
      return `${body}.${secrets.signLink(signed(purpose, body))}`;
    },
    read(purpose, token, now) {
      const [body, signature, ...rest] = token.split(".");
      if (token.length > 1024 || !body || !signature || rest.length > 0) return { outcome: "forged" };
      if (!secrets.isLinkSignature(signed(purpose, body), signature)) return { outcome: "forged" };
      const [shopId, id, extra, expiresAt] = claimsSchema.parse(
        JSON.parse(Buffer.from(body, "base64url").toString("utf8")),
      );
      if (now.getTime() > expiresAt * 1000) return { outcome: "expired" };
      return { outcome: "valid", shopId, id, extra };
    },
  };
}
