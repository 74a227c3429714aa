/**
 * Where the app answers. A bundle belongs to one app, so the address is written into it when it is made:
 * Shopify's CLI replaces process.env.APP_URL by the app's address in `app dev`, and by the APP_URL of `.env` in
 * `app deploy`; scripts/build-extensions.ts leaves it to the page that serves the bundle.
 */
export const appUrl: string = process.env.APP_URL;
