import { useNavigate, useSearchParams } from "@remix-run/react";
import { InlineGrid, Select } from "@shopify/polaris";
import { npsGroups, type FeedbackFilters } from "~/insights/feedback-filters";
import { reasonWords } from "~/surveys/survey-questions";
import { surveyReasons, surveys } from "~/surveys/survey-response";
import { useWords } from "./use-words";

/** Filters live in the address: a filtered page can be bookmarked and sent to a colleague. */
export function FeedbackFilterBar({ filters }: { filters: FeedbackFilters }) {
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
  return (
    <InlineGrid columns={{ xs: 1, sm: 3 }} gap="300">
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
        options={[any, ...surveyReasons.map((value) => ({ value, label: reasonWords(value, say.language) }))]}
        value={filters.reason ?? ""}
        onChange={choose("reason")}
      />
    </InlineGrid>
  );
}
