import type { Sandbox } from "../../sandbox/start";
import { aVisitor, launchBrowser } from "./visitor";
export async function walk(sandbox: Sandbox) {
  const browser = await launchBrowser();
  const v = await aVisitor(browser, "try", "desktop");
  const { page } = v;
  const step = async (name: string, work: () => Promise<void>) => { const t = performance.now(); try { await work(); await v.look(name); console.log("ok", name, Math.round(performance.now()-t)); } catch (e) { console.log("FAILED", name, String(e).slice(0, 700)); await v.look("failed "+name).catch(()=>{}); } const p = v.problems.splice(0); if (p.length) console.log("  problems", JSON.stringify(p, null, 1)); };
  try {
    await step("order", async () => {
      await page.goto(sandbox.url + "/store");
      await page.getByRole("button", { name: /Add to cart/ }).first().click();
      await page.getByRole("link", { name: "Checkout" }).click();
      await page.getByLabel("Language").selectOption("en");
      await page.getByRole("button", { name: "Pay now" }).click();
      await page.getByRole("heading", { name: /Thank you/ }).waitFor();
    });
    const block = page.frameLocator("iframe[title='Lastmile']");
    await step("block", async () => { await block.getByRole("button", { name: "9 out of 10" }).click(); });
    await step("answer", async () => { await block.getByRole("textbox").fill("Lovely"); await block.getByRole("button", { name: "Send" }).click(); await block.getByRole("button", { name: "Change the answer" }).waitFor(); });
    const pass = async (b: string) => { await page.getByRole("button", { name: b }).click(); await page.waitForLoadState(); };
    await step("+1 hour", async () => { await page.goto(sandbox.url + "/inbox"); await pass("+1 hour"); });
    console.log(sandbox.calendar.now().toISOString(), sandbox.mails.all.map(m => m.kind + " " + m.at + " " + m.subject));
    await step("thank you mail", async () => { await page.getByRole("link", { name: /thank you note/ }).first().click(); await page.frameLocator("iframe[title='The mail']").locator("body").innerText().then(t=>console.log(t.slice(0,300))); });
    await step("+3 days", async () => { await page.goto(sandbox.url + "/inbox"); await pass("+3 days"); });
    console.log(sandbox.calendar.now().toISOString(), sandbox.mails.all.map(m => m.kind + " " + m.at + " " + m.subject));
    await step("delay notice", async () => { await page.getByRole("link", { name: /delay notice/ }).first().click(); const m = page.frameLocator("iframe[title='The mail']"); console.log(await m.locator("body").innerText()); const opened = page.context().waitForEvent("page"); await m.getByRole("link", { name: /wait/i }).first().click(); const p2 = await opened; await p2.waitForLoadState(); await v.look("choice", p2); await p2.getByRole("button", { name: /wait/ }).click(); console.log(await p2.getByRole("status").innerText()); await v.look("chosen", p2); await p2.close(); });
    for (let i = 0; i < 5; i++) { await step("+3 days "+i, async () => { await page.goto(sandbox.url + "/inbox"); await pass("+3 days"); }); }
    console.log(sandbox.calendar.now().toISOString(), sandbox.mails.all.map(m => m.kind + " " + m.at + " " + m.subject));
    await step("invitation", async () => { await page.getByRole("link", { name: /feedback invitation/ }).first().click(); const m = page.frameLocator("iframe[title='The mail']"); console.log(await m.locator("body").innerText()); });
    await step("admin", async () => { await page.goto(sandbox.url + "/admin"); await page.getByRole("heading", { level: 1 }).waitFor(); console.log(await page.locator("body").innerText()); });
    for (const n of ["Shipments", "Feedback", "Settings"]) await step(n, async () => { await page.getByRole("link", { name: n, exact: true }).first().click(); await page.waitForTimeout(1500); console.log(page.url()); console.log((await page.locator("body").innerText()).slice(0, 600)); });
  } finally { await v.leave(); await browser.close(); }
}
