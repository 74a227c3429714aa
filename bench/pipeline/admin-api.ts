import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

const requestSchema = z.object({
  query: z.string(),
  variables: z.object({ ids: z.array(z.string()).optional() }).optional(),
});

/** Answers what the worker asks of Shopify, as cheaply as may be: it shares the machine with what is measured. */
export async function startAdminApi(
  orderOf: (orderId: string) => object | null,
): Promise<{ url: string; close(): void }> {
  const answerTo = ({ query, variables }: z.output<typeof requestSchema>): object | null => {
    if (query.includes("metafieldsSet")) return { metafieldsSet: { userErrors: [] } };
    if (query.includes("flowTriggerReceive")) return { flowTriggerReceive: { userErrors: [] } };
    if (query.includes("OrdersAsTheyStand"))
      return { nodes: (variables?.ids ?? []).map((id) => orderOf(id.slice(id.lastIndexOf("/") + 1))) };
    return null;
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request
      .on("data", (chunk: Buffer) => chunks.push(chunk))
      .once("end", () => {
        const asked = requestSchema.parse(JSON.parse(Buffer.concat(chunks).toString("utf8")));
        const data = answerTo(asked);
        if (data === null) process.stderr.write(`The bench's Admin API has no answer to ${asked.query}\n`);
        response
          .writeHead(data === null ? 400 : 200, { "Content-Type": "application/json" })
          .end(JSON.stringify({ data }));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
