import { openEmbeddedDatabase } from "./app/platform/database.server";
import { applyWebhook } from "./app/intake/apply-webhook.server";
import { createSecrets } from "./app/platform/secrets.server";
import { paidOrder, aScan, aFulfillment } from "./tests/harness/webhook-payloads";
import { rmSync } from "node:fs";
rmSync("/tmp/lm-perf",{recursive:true,force:true});
const c = await openEmbeddedDatabase("/tmp/lm-perf");
const { db } = c;
let queries = 0; 
if (c.kind === "embedded") { const q = c.pglite.query.bind(c.pglite); const t = c.pglite.transaction.bind(c.pglite);
 (c.pglite as any).transaction = (f:any)=> t(async (tx:any)=>{ const tq=tx.query.bind(tx); tx.query=(...a:any[])=>{queries++; if(process.env.SHOW) console.log(String(a[0]).slice(0,110)); return tq(...a)}; return f(tx)});
 (c.pglite as any).query=(...a:any[])=>{queries++; if(process.env.SHOW) console.log("  -",String(a[0]).slice(0,110)); return (q as any)(...a)}; }
const now = new Date("2026-06-12T09:01:00Z");
await db.shop.create({data:{id:"s",installedAt:new Date("2026-01-01"),liveAt:new Date("2026-01-01")}});
const deps:any={db,clock:{now:()=>now},secrets:createSecrets(Buffer.alloc(32).toString("base64")),shopify:{request:async()=>({order:null})}};
const N=Number(process.argv[2]??50);
const times:Record<string,number>={}; const qs:Record<string,number>={};
for(let i=0;i<N;i++){
 const id=String(5000+i);
 const fix=(o:any)=>JSON.stringify(o).replaceAll("5710043000001043",id).replaceAll("61043","9"+id).replaceAll("checkout-1043","c"+id).replaceAll("marta@","m"+id+"@");
 const story:[string,any][]=[["orders/create",paidOrder],["orders/paid",paidOrder],["fulfillments/create",aFulfillment("2026-06-15T08:00:00Z")],["orders/fulfilled",{...paidOrder,fulfillment_status:"fulfilled",updated_at:"2026-06-15T08:00:01Z"}],["fulfillment_events/create",aScan(i*10+1,"in_transit","2026-06-16T06:00:00Z")],["fulfillment_events/create",aScan(i*10+2,"delivered","2026-06-17T06:00:00Z")]];
 for(const [k,[topic,body]] of story.entries()){
  const d=await db.webhookDelivery.create({data:{shopId:"s",topic,webhookId:id+"-"+k,receivedAt:now,triggeredAt:now,body:fix(body)}});
  const t=performance.now(); const q0=queries;
  if(process.env.SHOW && i===N-1) console.log("=====",topic);
  await applyWebhook(deps,{shopId:"s",deliveryId:d.id.toString()});
  times[topic]=(times[topic]??0)+performance.now()-t; qs[topic]=(qs[topic]??0)+queries-q0;
 }
}
for(const k in times) console.log(k,(times[k]!/N).toFixed(1),"ms",(qs[k]!/N).toFixed(1),"queries");
await c.close();
