import type { z } from "zod";

import type { ShopifyAdmin } from "~/platform/admin-api.server";

export interface AdminRequest {
  shopId: string;
  document: string;
  variables: object;
}

/** Shopify's Admin API answering what a test wrote down. A request nobody foresaw fails the test. */
export class ScriptedShopify implements ShopifyAdmin {
  readonly requests: AdminRequest[] = [];
  #answers: Array<{ operation: string; answer: unknown }> = [];

  /**
   * Answers every request whose document names the operation, or works the answer out of its variables; an Error is
   * thrown instead.
   */
  answer(operation: string, answer: unknown): void {
    this.#answers.unshift({ operation, answer });
  }

  async request<T>(shopId: string, document: string, variables: object, schema: z.ZodType<T>): Promise<T> {
    this.requests.push({ shopId, document, variables });
    const scripted = this.#answers.find(({ operation }) => document.includes(operation));
    if (!scripted) throw new Error(`The test foresaw no answer to: ${document.slice(0, 80)}`);
    const { answer } = scripted;
    const told =
      typeof answer === "function" ? (answer as (variables: object) => unknown)(variables) : answer;
    if (told instanceof Error) throw told;
    return schema.parseAsync(told);
  }

  clear(): void {
    this.requests.length = 0;
    this.#answers = [];
  }
}
