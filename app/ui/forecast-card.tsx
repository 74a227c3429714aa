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
export function ForecastCard({ forecast, expected }: ForecastCardProps) {
  const say = useWords();
  const time = useShopTime();
  const { chance, inputs, isNamed } = forecast;
  // What happened to it knows more of whether it is late than parcels to which nothing happened.
  const tellsChance = chance !== null && expected === null;
  const why = tellsChance ? forecastWords(inputs, say.language) : arrivalWords(inputs, say.language);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("forecast.title")}
        </Text>
        {isNamed ? <Dates arrival={forecast.arrival} /> : <Text as="p">{say("forecast.tooFar")}</Text>}
        {expected ? (
          <Text as="p" tone="subdued">
            {say(isNamed ? "forecast.expected" : "forecast.expectedAlone", { range: time.range(expected) })}
          </Text>
        ) : null}
        <Text as="p">{`${why.charAt(0).toUpperCase()}${why.slice(1)}.`}</Text>
      </BlockStack>
    </Card>
  );
}

/** The days that hold four parcels in five, and when one, half and nine in ten have come. */
function Dates({ arrival: { p10On, p20On, p50On, p80On, p90On } }: Pick<OrderForecast, "arrival">) {
  const say = useWords();
  const time = useShopTime();
  const lines = [
    say("forecast.p10", { day: time.day(p10On) }),
    say("forecast.p50", { day: time.day(p50On) }),
    say("forecast.p90", { day: time.day(p90On) }),
  ];
  return (
    <>
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
    </>
  );
}
