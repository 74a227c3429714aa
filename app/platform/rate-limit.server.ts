/** May this one pass? */
export type RateDecision = { outcome: "allowed" } | { outcome: "limited"; retryAfterSeconds: number };

export interface RateLimit {
  take(key: string): RateDecision;
}

interface RateLimitOptions {
  /** How many may come at once. */
  burst: number;
  /** How many come back a second. */
  perSecond: number;
  /** Keys remembered at most; the one longest unused is forgotten first, so a flood of keys costs no memory. */
  maxKeys?: number;
  /** Milliseconds that have really passed: load is measured in real time, whatever the app's calendar says. */
  elapsedMs?: () => number;
}

/** A token bucket per key, in this process's memory: each process of many allows as much, which is enough to stop a flood. */
export function createRateLimit({
  burst,
  perSecond,
  maxKeys = 10_000,
  elapsedMs = () => performance.now(),
}: RateLimitOptions): RateLimit {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take(key) {
      const now = elapsedMs();
      const known = buckets.get(key);
      const tokens = known ? Math.min(burst, known.tokens + ((now - known.at) / 1000) * perSecond) : burst;
      const allowed = tokens >= 1;
      // Deleted and set anew: a Map keeps the order of insertion, so the first key is the one longest unused.
      buckets.delete(key);
      buckets.set(key, { tokens: allowed ? tokens - 1 : tokens, at: now });
      const [oldest] = buckets.keys();
      if (buckets.size > maxKeys && oldest !== undefined) buckets.delete(oldest);
      return allowed
        ? { outcome: "allowed" }
        : { outcome: "limited", retryAfterSeconds: Math.max(1, Math.ceil((1 - tokens) / perSecond)) };
    },
  };
}
