import type { Api } from "@shopify/ui-extensions/admin.order-details.block.render";
import { useEffect, useState } from "preact/hooks";

import { callApp } from "../shared/call-app";

/** What the app has to say beside an order or a customer, in the merchant's language. */
interface AdminBlock {
  state: { text: string; tone: "success" | "info" | "warning" | "critical" | null } | null;
  alert: string | null;
  facts: Array<{ name: string; value: string }>;
  lines: Array<{ at: string; title: string; detail: string | null; path: string | null }>;
  next: { label: string; path: string };
}

/** What Shopify gives a block on an order's or a customer's page. */
type AdminPage = Pick<Api, "auth" | "data" | "i18n">;

/** The block on one of the admin's own pages: what happened, what is open, and the next sensible step. */
export function LastmileBlock({ page }: { page: AdminPage }) {
  const [answer, setAnswer] = useState<{ block: AdminBlock | null } | "loading" | "unreachable">("loading");
  const say = (key: string) => page.i18n.translate(key);
  /** gid://shopify/Order/1043 */
  const about = page.data.selected[0]?.id;
  const locale = say("language");

  useEffect(() => {
    if (about === undefined) return;
    let current = true;
    const query = new URLSearchParams({ about, locale });
    void callApp<{ block: AdminBlock | null }>(`/api/admin-block?${query}`, {
      sessionToken: { get: async () => (await page.auth.idToken()) ?? "" },
    }).then((answered) => {
      if (current) setAnswer(answered ?? "unreachable");
    });
    return () => {
      current = false;
    };
  }, [about, locale, page]);

  const block = typeof answer === "string" ? null : answer.block;
  return (
    <s-admin-block heading={say("name")} {...(block?.state ? { collapsedSummary: block.state.text } : {})}>
      {block === null ? (
        <s-text color="subdued">{say(typeof answer === "string" ? answer : "unknown")}</s-text>
      ) : (
        <Shown block={block} />
      )}
    </s-admin-block>
  );
}

function Shown({ block: { state, alert, facts, lines, next } }: { block: AdminBlock }) {
  return (
    <s-stack gap="base">
      {state !== null && (
        <s-stack direction="inline">
          <s-badge {...(state.tone === null ? {} : { tone: state.tone })}>{state.text}</s-badge>
        </s-stack>
      )}
      {alert !== null && <s-banner tone="warning">{alert}</s-banner>}
      <s-stack gap="small-200">
        {facts.map(({ name, value }) => (
          <s-stack key={name} gap="none">
            <s-text color="subdued">{name}</s-text>
            <s-text>{value}</s-text>
          </s-stack>
        ))}
      </s-stack>
      {lines.length > 0 && <s-divider />}
      <s-stack gap="small-200">
        {lines.map(({ at, title, detail, path }) => (
          <s-stack key={`${at} ${title}`} gap="none">
            <s-text color="subdued">{at}</s-text>
            {path === null ? (
              <s-text type="strong">{title}</s-text>
            ) : (
              <s-link href={`app:${path}`}>{title}</s-link>
            )}
            {detail !== null && <s-text>{detail}</s-text>}
          </s-stack>
        ))}
      </s-stack>
      <s-stack direction="inline">
        <s-button href={`app:${next.path}`}>{next.label}</s-button>
      </s-stack>
    </s-stack>
  );
}
