import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";

/** Everything keyed by ENCRYPTION_KEY, each purpose with a key of its own. */
export interface Secrets {
  /** Seals a token for the database (AES-256-GCM, "v1." + base64url of nonce, tag and text). */
  seal(text: string): string;
  /** Opens what `seal` made, with today's key or the one before it; throws on anything else. */
  open(sealed: string): string;
  /** Signature of a shopper link, base64url. */
  signLink(text: string): string;
  /** Whether that is what `signLink` made of it, with today's key or the one before it. */
  isLinkSignature(text: string, signature: string): boolean;
  /** Keyed hash of the address a shopper reads mail at: looks her up without storing who she is. */
  shopperKey(shopId: string, email: string): string;
  /** Keyed hash of a number in international form, the same for every shop. */
  phoneKey(phone: string): string;
  /** Ten letters and digits nobody can guess (59 bits); the same for the same text. */
  shortCode(text: string): string;
  /** Keyed hash a short code is looked up by: the table of them opens nothing. */
  codeKey(code: string): string;
}

interface SecretsOptions {
  /** The key before this one, while what it sealed and signed is still about. */
  oldKey?: string | undefined;
  /** What shopper keys are hashed with. It must outlive the key: opt-outs are looked up by it. */
  shopperSalt?: Buffer;
}

/** A key of its own for each purpose. */
export function deriveKey(encryptionKey: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", Buffer.from(encryptionKey, "base64"), "lastmile", purpose, 32));
}

/** The salt an installation begins with. */
export const firstShopperSalt = (encryptionKey: string): Buffer => deriveKey(encryptionKey, "shopper keys");

const nonceBytes = 12;
const tagBytes = 16;

/** `encryptionKey` is 32 bytes in base64. Sealed and signed is with today's key; opened with the one before, too. */
export function createSecrets(
  encryptionKey: string,
  { oldKey, shopperSalt = firstShopperSalt(encryptionKey) }: SecretsOptions = {},
): Secrets {
  const keys = [encryptionKey, ...(oldKey === undefined ? [] : [oldKey])];
  const [sealKey, ...oldSealKeys] = keys.map((key) => deriveKey(key, "tokens at rest"));
  // Made once: making a key of its bytes costs seven times what signing a short text with it does.
  const [linkKey, ...oldLinkKeys] = keys.map((key) => createSecretKey(deriveKey(key, "shopper links")));
  const saltKey = createSecretKey(shopperSalt);
  if (!sealKey || !linkKey) throw new Error("There is no key.");
  const salted = (text: string) => createHmac("sha256", saltKey).update(text).digest();
  const signatureOf = (key: KeyObject, text: string) =>
    createHmac("sha256", key).update(text).digest("base64url");

  return {
    seal: (text) => sealWith(sealKey, text),
    open(sealed) {
      for (const oldKey of oldSealKeys) {
        if (!opensWith(sealKey, sealed)) return openWith(oldKey, sealed);
      }
      return openWith(sealKey, sealed);
    },
    signLink: (text) => signatureOf(linkKey, text),
    isLinkSignature: (text, signature) =>
      [linkKey, ...oldLinkKeys].some((key) => equalInConstantTime(signature, signatureOf(key, text))),
    shopperKey: (shopId, email) =>
      salted(`${shopId}\n${email.trim().toLowerCase()}`).toString("hex").slice(0, 32),
    phoneKey: (phone) => salted(`phone\n${phone}`).toString("hex").slice(0, 32),
    shortCode: (text) => lettersAndDigits(salted(`short code\n${text}`)),
    codeKey: (code) => salted(`code\n${code}`).toString("hex").slice(0, 32),
  };
}

const codeAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
export const codeLength = 10;

function lettersAndDigits(bytes: Buffer): string {
  let rest = bytes.readBigUInt64BE();
  let code = "";
  while (code.length < codeLength) {
    code += codeAlphabet.charAt(Number(rest % 62n));
    rest /= 62n;
  }
  return code;
}

function sealWith(key: Buffer, text: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url")}`;
}

function openWith(key: Buffer, sealed: string): string {
  if (!sealed.startsWith("v1.")) throw new Error("not a sealed token");
  const bytes = Buffer.from(sealed.slice(3), "base64url");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, nonceBytes));
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  const body = bytes.subarray(nonceBytes + tagBytes);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
}

/** The seal says by its tag which key it was made with. */
function opensWith(key: Buffer, sealed: string): boolean {
  try {
    openWith(key, sealed);
    return true;
  } catch {
    return false;
  }
}

/** Compares two texts without telling by its time how much of them agrees. */
export function equalInConstantTime(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
