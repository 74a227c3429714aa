import { useNavigate, useSearchParams } from "@remix-run/react";
import { Card, InlineGrid, Select } from "@shopify/polaris";
import { npsGroups, writeLane, type AnswerLane, type FeedbackFilters } from "~/insights/feedback-filters";
import { reasonWords } from "~/messages/words/reason-words";
import { feedbackReasons } from "~/messages/shopper-page-words";
import { responseChannels, surveys } from "~/surveys/survey-kinds";
import { countryName } from "~/insights/country-name";
import { ProductFilter } from "./product-filter";
import { useWords } from "./use-words";

/** Filters live in the address: a filtered page can be bookmarked and sent to a colleague. */
export function FeedbackFilterBar({
  filters,
  lanes,
  productTitle,
}: {
  filters: FeedbackFilters;
  lanes: AnswerLane[];
  productTitle: string | null;
}) {
  const say = useWords();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const choose = (name: string) => (value: string) => {
    const next = new URLSearchParams(search);
    next.delete("after");
    if (value === "") next.delete(name);
    else next.set(name, value);
    void navigate(`?${next.toString()}`, { preventScrollReset: true });
  };
  const any = { value: "", label: say("filter.any") };
  // A road out of a bookmark stays to be chosen, though no parcel took it lately.
  const roads =
    filters.lane && !lanes.some((lane) => writeLane(lane) === writeLane(filters.lane ?? lane))
      ? [filters.lane, ...lanes]
      : lanes;
  return (
    <Card>
      <InlineGrid columns={{ xs: 2, md: 3 }} gap="300">
        <Select
          label={say("filter.group")}
          options={[any, ...npsGroups.map((value) => ({ value, label: say(`group.${value}s`) }))]}
          value={filters.group ?? ""}
          onChange={choose("group")}
        />
        <Select
          label={say("filter.survey")}
          options={[
            any,
            ...surveys.map((value) => ({
              value,
              label: say(value === "purchase_nps" ? "answer.purchase" : "answer.delivery"),
            })),
          ]}
          value={filters.survey ?? ""}
          onChange={choose("survey")}
        />
        <Select
          label={say("filter.reason")}
          options={[
            any,
            ...feedbackReasons.map((value) => ({ value, label: reasonWords(value, say.language) })),
          ]}
          value={filters.reason ?? ""}
          onChange={choose("reason")}
        />
        <Select
          label={say("filter.channel")}
          options={[any, ...responseChannels.map((value) => ({ value, label: say(`answer.on.${value}`) }))]}
          value={filters.channel ?? ""}
          onChange={choose("channel")}
        />
        <Select
          label={say("filter.lane")}
          options={[
            any,
            ...roads.map((lane) => ({
              value: writeLane(lane),
              label: say("filter.lane.road", {
                country: countryName(lane.country, say.language) ?? lane.country,
                carrier: lane.carrier,
              }),
            })),
          ]}
          value={filters.lane ? writeLane(filters.lane) : ""}
          onChange={choose("lane")}
        />
        <ProductFilter product={filters.product} title={productTitle} onChoose={choose("product")} />
      </InlineGrid>
    </Card>
  );
}
