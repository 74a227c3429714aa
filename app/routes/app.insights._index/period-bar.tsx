import { useNavigate } from "@remix-run/react";
import { Button, Card, InlineStack, Select, TextField } from "@shopify/polaris";
import { useState, type ReactNode } from "react";
import { lastDays, lengthOf, usualPeriods, type Period } from "~/insights/insights-period";
import { useWords } from "~/ui/use-words";

const own = "own";

/** Which days, compared with as many before. The choice lives in the address. */
export function PeriodBar({
  period,
  today,
  children,
}: {
  period: Period;
  today: string;
  children: ReactNode;
}) {
  const say = useWords();
  const navigate = useNavigate();
  const days = lengthOf(period);
  const usual = usualPeriods.find((one) => one === days && period.untilOn === today);
  const [isOwn, setIsOwn] = useState(usual === undefined);
  const [written, setWritten] = useState(period);
  const show = ({ fromOn, untilOn }: Period) =>
    void navigate(`?${new URLSearchParams({ from: fromOn, until: untilOn }).toString()}`);
  return (
    <Card>
      <InlineStack gap="300" blockAlign="end" align="space-between">
        <InlineStack gap="300" blockAlign="end">
          <Select
            label={say("period.label")}
            options={[
              ...usualPeriods.map((n) => ({ value: String(n), label: say("period.days", { n }) })),
              { value: own, label: say("period.own") },
            ]}
            value={isOwn ? own : String(usual ?? days)}
            onChange={(value) => {
              setIsOwn(value === own);
              if (value === own) return setWritten(period);
              show(lastDays(Number(value), today));
            }}
          />
          {isOwn ? (
            <>
              <TextField
                label={say("period.from")}
                type="date"
                autoComplete="off"
                max={written.untilOn}
                value={written.fromOn}
                onChange={(fromOn) => setWritten({ ...written, fromOn })}
              />
              <TextField
                label={say("period.until")}
                type="date"
                autoComplete="off"
                min={written.fromOn}
                max={today}
                value={written.untilOn}
                onChange={(untilOn) => setWritten({ ...written, untilOn })}
              />
              <Button onClick={() => show(written)}>{say("period.show")}</Button>
            </>
          ) : null}
        </InlineStack>
        {children}
      </InlineStack>
    </Card>
  );
}
