import { useFetcher } from "@remix-run/react";
import { BlockStack, Box, Button, ButtonGroup, InlineStack, Tag, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useToast } from "./toast";
import { useWords } from "./use-words";

interface SavedViewsProps {
  views: Array<{ id: string; name: string; query: string }>;
  /** The filters on the screen, as the address writes them; empty when there are none to keep. */
  query: string;
}

interface ViewAnswer {
  outcome: "saved" | "too_many" | "nameless" | "dropped";
}

/** Filters a merchant comes back to, by name. */
export function SavedViews({ views, query }: SavedViewsProps) {
  const say = useWords();
  const fetcher = useFetcher<ViewAnswer>();
  const [isNaming, setIsNaming] = useState(false);
  const [name, setName] = useState("");
  const answer = fetcher.data;
  const isError = answer?.outcome === "too_many" || answer?.outcome === "nameless";
  useToast(answer, answer ? say(`views.${answer.outcome}`) : null, { isError });
  useEffect(() => {
    if (answer?.outcome === "saved") setIsNaming(false);
  }, [answer]);
  const drop = (id: string) =>
    void fetcher.submit(
      { intent: "drop-view", viewId: id },
      { method: "post", action: "/app/shipments?index" },
    );
  const isKept = views.some((view) => view.query === query);
  if (views.length === 0 && query === "") return null;
  return (
    <Box paddingInline="300" paddingBlockEnd="300">
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          {views.map((view) => (
            <Tag key={view.id} url={`/app/shipments?${view.query}`} onRemove={() => drop(view.id)}>
              {view.name}
            </Tag>
          ))}
          {query !== "" && !isKept && !isNaming ? (
            <Button onClick={() => setIsNaming(true)}>{say("views.save")}</Button>
          ) : null}
        </InlineStack>
        {isNaming ? (
          <fetcher.Form method="post" action="/app/shipments?index">
            <input type="hidden" name="intent" value="save-view" />
            <input type="hidden" name="query" value={query} />
            <BlockStack gap="200">
              <TextField
                name="name"
                label={say("views.name")}
                autoComplete="off"
                maxLength={40}
                value={name}
                onChange={setName}
                error={answer?.outcome === "nameless" ? say("views.nameless") : false}
              />
              <ButtonGroup>
                <Button submit variant="primary" loading={fetcher.state !== "idle"}>
                  {say("views.keep")}
                </Button>
                <Button onClick={() => setIsNaming(false)}>{say("followUp.notYet")}</Button>
              </ButtonGroup>
            </BlockStack>
          </fetcher.Form>
        ) : null}
      </BlockStack>
    </Box>
  );
}
