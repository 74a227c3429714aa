import { getDeps } from "~/deps.server";

/** 200 while the process serves and its database answers. */
export async function loader() {
  await getDeps().db.$queryRaw`SELECT 1`;
  return new Response("ok", { headers: { "Content-Type": "text/plain" } });
}
