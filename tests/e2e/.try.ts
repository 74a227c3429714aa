import { startSandbox } from "../../sandbox/start";
import { aVisitor, launchBrowser } from "./visitor";
const sandbox = await startSandbox({ dataDir: null, seed: 1, startAt: new Date("2026-06-09T08:00:00Z"), autopilot: true });
const browser = await launchBrowser();
for (const screen of ["desktop","phone"] as const) {
const v = await aVisitor(browser, "try", screen);
const { page } = v;
try {
await page.goto(sandbox.url + "/"); await v.look("home");
await page.getByRole("link", { name: "Open the storefront" }).click();
await v.look("store");
await page.getByRole("button", { name: /Add to cart/ }).first().click();
await v.look("cart");
await page.getByRole("link", { name: "Checkout" }).click();
await page.getByLabel("Language").selectOption("en");
await v.look("checkout");
await page.getByRole("button", { name: "Pay now" }).click();
await page.getByRole("heading", { name: /Thank you/ }).waitFor();
await v.look("thankyou");
for (const p of ["/inbox","/orders","/admin","/phone","/trouble"]) { await page.goto(sandbox.url+p); await v.look(p); }
await page.goto(sandbox.url+"/orders");
await page.getByRole("main").getByRole("link").first().click(); await v.look("order");
} catch (e) { console.log(String(e).slice(0,600)); }
console.log(screen, JSON.stringify(v.problems,null,1));
await v.leave();
}
await browser.close(); await sandbox.close();
