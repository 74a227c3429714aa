import { BlockStack, Card, Text } from "@shopify/polaris";
import type { OrderForecast } from "~/delays/list-forecasts.server";
import { arrivalWords, forecastWords } from "~/insights/forecast-words";
import type { DateRange } from "~/insights/order-delivery";
import { useShopTime } from "./shop-time";
import { useWords } from "./use-words";

interface ForecastCardProps {
  forecast: OrderForecast;
  /** What is expected of this parcel after what happened to it, where anything did. */
  expected: DateRange | null;
}

/** When it will come, how likely that is too late, and why we think so. */
export function ForecastCard({ forecast: { chance, arrival, inputs }, expected }: ForecastCardProps) {
  const say = useWords();
  const time = useShopTime();
  const { p10On, p20On, p50On, p80On, p90On } = arrival;
  const lines = [
    say("forecast.p10", { day: time.day(p10On) }),
    say("forecast.p50", { day: time.day(p50On) }),
    say("forecast.p90", { day: time.day(p90On) }),
  ];
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("forecast.title")}
        </Text>
        <BlockStack>
          <Text as="span" fontWeight="semibold">
            {say("forecast.between", { range: time.range({ earliestOn: p20On, latestOn: p80On }) })}
          </Text>
          <Text as="span" variant="bodySm" tone="subdued">
            {say("forecast.why")}
          </Text>
        </BlockStack>
        <BlockStack>
          {lines.map((line) => (
            <Text as="span" key={line}>
              {line}
            </Text>
          ))}
        </BlockStack>
        {expected ? (
          <Text as="p" tone="subdued">
            {say("forecast.expected", { range: time.range(expected) })}
          </Text>
        ) : null}
        <Text as="p">
          {`${chance === null ? arrivalWords(inputs, say.language) : forecastWords(inputs, say.language)}.`}
        </Text>
      </BlockStack>
    </Card>
  );
}
