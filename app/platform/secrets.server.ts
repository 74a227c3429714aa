import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";

/** Everything keyed by ENCRYPTION_KEY, each purpose with a key of its own. */
export interface Secrets {
  /** Seals a token for the database (AES-256-GCM, "v1." + base64url of nonce, tag and text). */
  seal(text: string): string;
  /** Opens what `seal` made; throws on anything else. */
  open(sealed: string): string;
  /** Signature of a shopper link, base64url. */
  signLink(text: string): string;
  /** Keyed hash of the address a shopper reads mail at: looks her up without storing who she is. */
  shopperKey(shopId: string, email: string): string;
}

const nonceBytes = 12;
const tagBytes = 16;

export function createSecrets(encryptionKey: string): Secrets {
  const root = Buffer.from(encryptionKey, "base64");
  const derive = (purpose: string) => Buffer.from(hkdfSync("sha256", root, "lastmile", purpose, 32));
  const sealKey = derive("tokens at rest");
  const linkKey = derive("shopper links");
  const shopperSalt = derive("shopper keys");

  return {
    seal(text) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", sealKey, nonce);
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url")}`;
    },
    open(sealed) {
      if (!sealed.startsWith("v1.")) throw new Error("not a sealed token");
      const bytes = Buffer.from(sealed.slice(3), "base64url");
      const decipher = createDecipheriv("aes-256-gcm", sealKey, bytes.subarray(0, nonceBytes));
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      const body = bytes.subarray(nonceBytes + tagBytes);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
    },
    signLink: (text) => createHmac("sha256", linkKey).update(text).digest("base64url"),
    shopperKey: (shopId, email) =>
      createHmac("sha256", shopperSalt)
        .update(`${shopId}\n${email.trim().toLowerCase()}`)
        .digest("hex")
        .slice(0, 32),
  };
}

/** Compares two texts without telling by its time how much of them agrees. */
export function equalInConstantTime(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
