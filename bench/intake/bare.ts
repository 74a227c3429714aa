import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import pg from "pg";

// The ceiling: Node's own server, the signature, and inserts in groups. No duplicates are found by it, no job is made.

const { DATABASE_URL = "", PORT = "", SHOPIFY_API_SECRET = "" } = process.env;

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 2 });
await pool.query(
  `CREATE TABLE IF NOT EXISTS bare_delivery (id bigserial PRIMARY KEY, shop text NOT NULL, topic text NOT NULL,
    webhook_id text NOT NULL, received_at timestamptz NOT NULL, body text NOT NULL)`,
);

interface Waiting {
  values: unknown[];
  answer(status: number): void;
}

const gathering: Waiting[] = [];
let writing = 0;

async function writeGroup(): Promise<void> {
  if (writing === 2 || gathering.length === 0) return;
  writing += 1;
  const group = gathering.splice(0, 100);
  const rows = group.map((_, row) => `(${[1, 2, 3, 4, 5].map((n) => `$${row * 5 + n}`).join(", ")})`);
  const status = await pool
    .query(
      `INSERT INTO bare_delivery (shop, topic, webhook_id, received_at, body) VALUES ${rows.join(", ")}`,
      group.flatMap(({ values }) => values),
    )
    .then(
      () => 200,
      () => 500,
    );
  for (const { answer } of group) answer(status);
  writing -= 1;
  void writeGroup();
}

createServer((request, response) => {
  const chunks: Buffer[] = [];
  const answer = (status: number) => response.writeHead(status, { "Content-Length": 0 }).end();
  request
    .on("data", (chunk: Buffer) => chunks.push(chunk))
    .on("end", () => {
      const body = Buffer.concat(chunks);
      const given = Buffer.from(String(request.headers["x-shopify-hmac-sha256"]), "base64");
      const right = createHmac("sha256", SHOPIFY_API_SECRET).update(body).digest();
      if (given.length !== right.length || !timingSafeEqual(given, right)) return answer(401);
      const {
        "x-shopify-shop-domain": shop,
        "x-shopify-topic": topic,
        "x-shopify-webhook-id": id,
      } = request.headers;
      gathering.push({ values: [shop, topic, id, new Date(), body.toString("utf8")], answer });
      void setImmediate(() => void writeGroup());
    });
}).listen(Number(PORT), "127.0.0.1");
