/** An address nobody has, outside the admin: a short answer, and no page made for it. */
export const loader = () =>
  new Response("Not found", { status: 404, headers: { "Content-Type": "text/plain; charset=utf-8" } });

export const action = loader;
