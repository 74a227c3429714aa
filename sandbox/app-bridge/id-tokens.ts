import type { BridgeSetup } from "./setup";

export interface IdTokens {
  get(): Promise<string>;
  /** The app called the last one invalid. */
  forget(): void;
}

/** Tokens live a minute; a fresh one is fetched when half of it is over. */
const FRESH_MS = 30_000;

export function createIdTokens(setup: BridgeSetup, fetchDirectly: typeof fetch): IdTokens {
  let token: Promise<string> | null = null;
  let fetchedAt = 0;
  return {
    get() {
      if (!token || performance.now() - fetchedAt > FRESH_MS) {
        fetchedAt = performance.now();
        token = fetchDirectly(`${setup.url}/app-bridge/id-token`, { method: "POST" }).then((answer) =>
          answer.text(),
        );
        token.catch(() => {
          token = null;
        });
      }
      return token;
    },
    forget() {
      token = null;
    },
  };
}
