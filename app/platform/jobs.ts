import { z } from "zod";

const shopId = z.string();

/**
 * The one catalogue of queued work. Payloads hold ids and the shop, never a person's data: they are
 * logged and kept. `retries` counts attempts after the first, with exponential back-off from
 * `retryDelaySeconds`: nine tries over about four hours, like Shopify's own. `batch` is how many are taken at once
 * where they are done together.
 */
export const jobCatalogue = {
  "webhook.apply": {
    payload: z.object({ shopId, deliveryIds: z.array(z.string()) }),
    retries: 9,
    retryDelaySeconds: 2,
    batch: 100,
  },
  "delivery.review": {
    payload: z.object({ shopId, orderIds: z.array(z.string()) }),
    retries: 9,
    retryDelaySeconds: 5,
  },
  "touchpoint.dispatch": {
    payload: z.object({ shopId, touchpointId: z.string() }),
    retries: 9,
    retryDelaySeconds: 5,
    batch: 100,
  },
  "order.mark": {
    payload: z.object({ shopId, orderId: z.string(), key: z.string() }),
    retries: 9,
    retryDelaySeconds: 10,
    batch: 100,
  },
  "flow.trigger": {
    payload: z.object({ shopId, flowTriggerId: z.string() }),
    retries: 9,
    retryDelaySeconds: 10,
  },
  "trouble.mark": { payload: z.object({ shopId, orderId: z.string() }), retries: 9, retryDelaySeconds: 10 },
  "goodwill.weigh": { payload: z.object({ shopId, orderId: z.string() }), retries: 9, retryDelaySeconds: 5 },
  "goodwill.give": { payload: z.object({ shopId, orderId: z.string() }), retries: 9, retryDelaySeconds: 10 },
  "reply.send": { payload: z.object({ shopId, replyId: z.string() }), retries: 9, retryDelaySeconds: 30 },
  "task.run": { payload: z.object({ shopId, taskId: z.string() }), retries: 3, retryDelaySeconds: 10 },
  "shop.reconcile": { payload: z.object({ shopId }), retries: 3, retryDelaySeconds: 30 },
  "shop.forget": { payload: z.object({ shopId }), retries: 3, retryDelaySeconds: 60 },
} as const;

export type JobName = keyof typeof jobCatalogue;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobCatalogue)[Name]["payload"]>;

export const jobNames = Object.keys(jobCatalogue) as JobName[];
