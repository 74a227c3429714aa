import { getDeps } from "./deps.server";

/** The doors' way in: each call goes to the library instance of the running app. */
export const authenticate = {
  async admin(request: Request) {
    const { shopifyApp, installs } = getDeps();
    const context = await shopifyApp.authenticate.admin(request);
    await installs.ensure(context.session.shop);
    return context;
  },
  checkout: (request: Request, options?: { corsHeaders?: string[] }) =>
    getDeps().shopifyApp.authenticate.public.checkout(request, options),
  customerAccount: (request: Request) => getDeps().shopifyApp.authenticate.public.customerAccount(request),
};
