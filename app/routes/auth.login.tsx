/** Where Shopify's library sends a visitor it does not know: the app lives in the admin only. */
export const handle = { scripts: false };

export default function OpenFromAdmin() {
  return (
    <main
      style={{
        maxWidth: "32rem",
        margin: "4rem auto",
        padding: "0 1rem",
        fontFamily: "system-ui, sans-serif",
      }}
    >
      <h1>Open Lastmile from your Shopify admin</h1>
      <p>
        Lastmile lives in the admin of your shop: choose Apps, then Lastmile. There is nothing to sign in to
        here.
      </p>
    </main>
  );
}

export const meta = () => [{ title: "Lastmile" }];
