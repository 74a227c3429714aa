import { z } from "zod";

const url = z.string().url();
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const encryptionKey = z
  .string()
  .refine((key) => Buffer.from(key, "base64").length === 32, "must be 32 bytes in base64");

/** Every environment variable the app reads, with what it is for. `.env.example` is kept in step by a test. */
export const envSchema = z.object({
  NODE_ENV: z.enum(["production", "development", "test"]).default("development"),
  /** App credentials from the Partner dashboard. */
  SHOPIFY_API_KEY: z.string().min(1),
  SHOPIFY_API_SECRET: z.string().min(16),
  /** The previous secret, accepted on webhooks while Shopify rotates (up to an hour of old signatures). */
  SHOPIFY_API_SECRET_OLD: optional(z.string().min(16)),
  /** Where Shopify and shoppers reach the app, without a path. */
  APP_URL: url,
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  /** Postgres; absent means the embedded database under DATA_DIR. */
  DATABASE_URL: optional(z.string().startsWith("postgres")),
  DATA_DIR: z.string().default(".data/app"),
  /** 32 bytes in base64: seals tokens at rest and keys signed links. */
  ENCRYPTION_KEY: encryptionKey,
  /** The key before it, after a change: what it sealed is sealed anew at the start, links it signed still open. */
  ENCRYPTION_KEY_OLD: optional(encryptionKey),
  /** smtp:// or smtps:// with user and password; pooled. */
  SMTP_URL: z.string().regex(/^smtps?:\/\//, "must begin with smtp:// or smtps://"),
  /** The address mails leave from until a merchant sets a sender of her own. */
  MAIL_FROM: z.string().email(),
  /** What the mail server asks of a sender's domain: the SPF include, and where its DKIM key stands. */
  MAIL_SPF_INCLUDE: optional(z.string().min(1)),
  MAIL_DKIM_SELECTOR: optional(z.string().min(1)),
  MAIL_DKIM_TARGET: optional(z.string().min(1)),
  /** Text messages; all three or none. */
  TWILIO_ACCOUNT_SID: optional(z.string().startsWith("AC")),
  TWILIO_AUTH_TOKEN: optional(z.string().min(1)),
  TWILIO_FROM: optional(z.string().min(1)),
  /** App Bridge's script; Shopify's CDN unless a stand-in serves it. */
  APP_BRIDGE_URL: z.string().default("https://cdn.shopify.com/shopifycloud/app-bridge.js"),
  /** Whoever names it as a bearer token may read /metrics; absent: nobody may. */
  METRICS_TOKEN: optional(z.string().min(16)),
  /** Where a worker process answers /healthz, /readyz and /metrics; absent: nowhere. */
  WORKER_PORT: optional(z.coerce.number().int().min(1).max(65_535)),
  /** How long requests are still taken after SIGTERM, while the load balancer hears of it. */
  DRAIN_SECONDS: z.coerce.number().int().min(0).max(60).default(0),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  /** A stand-in for Shopify, the providers and the calendar. Refused in production. */
  STAND_IN_URL: optional(url),
});

export type Env = z.infer<typeof envSchema>;

/** Reads the environment once; throws one error that lists everything missing or wrong. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const parsed = envSchema.safeParse(source);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment is not complete:\n${lines.join("\n")}`);
  }
  const env = parsed.data;
  if (env.STAND_IN_URL !== undefined && env.NODE_ENV === "production") {
    throw new Error(
      "STAND_IN_URL is set: in production the app talks to Shopify itself, never to a stand-in.",
    );
  }
  return env;
}
