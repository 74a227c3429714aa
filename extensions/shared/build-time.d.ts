// Written into the bundle when it is made: see app-url.ts.
declare const process: { env: { APP_URL: string } };
