import { createHmac, randomBytes } from "node:crypto";
import { join } from "node:path";

import { readAppLedger } from "../../sandbox/simulation/app-ledger";
import { createOpenThings } from "../../sandbox/simulation/open-things";
import { installApp, startApp, startSandbox } from "../../sandbox/start";
import type { SmallDisk } from "./small-disk";

interface FullDisk {
  /** Webhooks answered 200, before, while it was full and afterwards. */
  taken: number;
  /** Webhooks the app then has. */
  stored: number;
  /** What those were answered that it could not store. */
  refusedWith: number[];
  /** What the first one was answered when there was room again. */
  afterwards: number;
}

const mostWebhooks = 300;
const bodyBytes = 100_000;

/** Sends an app large webhooks while its disk is full, until it refuses some, and once more when there is room again. */
export async function sendToFullDisk(disk: SmallDisk): Promise<FullDisk> {
  const open = createOpenThings();
  try {
    const sandbox = await startSandbox({ dataDir: null, seed: 1 });
    open.add(() => sandbox.close());
    const app = await startApp({ sandbox, dataDir: join(disk.folder, "app"), env: { LOG_LEVEL: "silent" } });
    open.add(() => app.close());
    await installApp({ sandbox, app });
    await sandbox.calendar.settle();
    const count = async () => (await readAppLedger({ sandbox, appUrl: app.url })).webhooksStored;
    const before = await count();
    const send = async () => {
      // Random, so that it cannot be packed; of a topic nobody works on for long.
      const body = JSON.stringify({ id: 1, note: randomBytes(bodyBytes).toString("base64") });
      const { status } = await fetch(`${app.url}/webhooks`, {
        method: "POST",
        body,
        headers: {
          "X-Shopify-Topic": "moons/rise",
          "X-Shopify-Shop-Domain": sandbox.world.shop.domain,
          "X-Shopify-Webhook-Id": randomBytes(8).toString("hex"),
          "X-Shopify-Hmac-Sha256": createHmac("sha256", sandbox.apiSecret).update(body).digest("base64"),
        },
      });
      return status;
    };

    const answers = [await send()];
    disk.fill();
    const refused = () => answers.filter((status) => status !== 200);
    while (refused().length < 3 && answers.length < mostWebhooks) answers.push(await send());
    disk.free();
    const afterwards = await send();
    const taken = [...answers, afterwards].filter((status) => status === 200).length;
    return { taken, stored: (await count()) - before, refusedWith: refused(), afterwards };
  } finally {
    await open.closeAll();
  }
}
