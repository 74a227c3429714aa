import { expect, test } from "vitest";

import { dayMs } from "~/platform/durations";
import { useTestDatabase } from "../../tests/harness/database";
import { aShop, shopId } from "../../tests/harness/records";
import { checkSender, lookUpNewSender, readSenderCheck, refreshSenderCheck } from "./check-sender.server";

const { db, deps } = useTestDatabase();

const env = {
  ...{ MAIL_SPF_INCLUDE: "spf.posta.example", MAIL_DKIM_SELECTOR: "lm" },
  MAIL_DKIM_TARGET: "lm.posta.example",
};
const check = () => checkSender({ ...deps, env }, { shopId });
const aSender = (email: string | null) => aShop(db, { settings: { sender: { email } } });

test("a sender whose domain names us is believed", async () => {
  await aSender("ciao@acme.example");
  deps.dns.write("acme.example", "v=spf1 include:spf.posta.example ~all");
  deps.dns.write("lm._domainkey.acme.example", "v=DKIM1; p=MIGf");
  deps.dns.write("_dmarc.acme.example", "v=DMARC1; p=none");
  expect(await check()).toMatchObject({ domain: "acme.example", spf: "good", dkim: "good", dmarc: "good" });
});

test("what is lacking is kept for the pages, and what nobody answered is not called lacking", async () => {
  await aSender("ciao@acme.example");
  deps.dns.silence("_dmarc.acme.example");
  await check();
  expect(await readSenderCheck(db, { shopId, email: "ciao@acme.example" })).toMatchObject({
    ...{ spf: "missing", dkim: "missing", dmarc: "unknown" },
  });
  expect(await readSenderCheck(db, { shopId, email: "ciao@other.example" })).toBeNull();
});

test("a subdomain stands under the policy of the domain above it", async () => {
  await aSender("ciao@mail.acme.example");
  deps.dns.write("_dmarc.acme.example", "v=DMARC1; p=reject");
  expect(await check()).toMatchObject({ dmarc: "good" });
});

test("without a sender nothing is asked", async () => {
  await aSender(null);
  expect(await check()).toBeNull();
});

test("a new domain is looked up at once, a known one once a day", async () => {
  await aSender("ciao@acme.example");
  const spf = async () => (await db.senderCheck.findUnique({ where: { shopId } }))?.spf;
  await lookUpNewSender({ ...deps, env }, { shopId });
  expect(await spf()).toBe("missing");

  deps.dns.write("acme.example", "v=spf1 include:spf.posta.example ~all");
  await lookUpNewSender({ ...deps, env }, { shopId });
  await refreshSenderCheck({ ...deps, env }, { shopId });
  expect(await spf()).toBe("missing");

  deps.clock.set(new Date(deps.clock.now().getTime() + dayMs));
  await refreshSenderCheck({ ...deps, env }, { shopId });
  expect(await spf()).toBe("good");
});
