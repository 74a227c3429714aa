import { useFetcher, useRevalidator } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useEffect } from "react";
import {
  isOpenTask,
  percentOf,
  refusedShare,
  type LongTaskKind,
  type LongTaskState,
  type TaskProblem,
} from "~/platform/long-task";
import type { LongTask } from "~/platform/prisma/client";
import { DownloadButton } from "./download-button";
import { useShopTime } from "./shop-time";
import { taskProblemWords } from "./task-problem-words";
import { useToast } from "./toast";
import { useWords } from "./use-words";
import type { Words } from "./words/speaker";

type ListedTask = Pick<
  LongTask,
  "id" | "kind" | "state" | "askedAt" | "endedAt" | "total" | "done" | "problems" | "reason"
> & { hasFile: boolean; firstProblem: TaskProblem | null };

const lookEveryMs = 2_000;

/** Long work, newest first: how far it is, what came of it, and a way to call it off. */
export function LongTaskList({ tasks }: { tasks: ListedTask[] }) {
  const say = useWords();
  const { revalidate, state } = useRevalidator();
  const isAtWork = tasks.some(isOpenTask);
  useEffect(() => {
    if (!isAtWork || state !== "idle") return;
    const pause = setTimeout(revalidate, lookEveryMs);
    return () => clearTimeout(pause);
  }, [isAtWork, state, revalidate]);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {say("task.title")}
        </Text>
        {tasks.length === 0 ? (
          <Text as="p" tone="subdued">
            {say("task.none")}
          </Text>
        ) : null}
        {isAtWork ? (
          <Text as="p" tone="subdued">
            {say("task.leave")}
          </Text>
        ) : null}
        {tasks.map((task) => (
          <Task key={task.id} task={task} />
        ))}
      </BlockStack>
    </Card>
  );
}

const tones = {
  waiting: "info",
  running: "info",
  done: "success",
  failed: "critical",
  cancelled: undefined,
} as const;

function Task({ task }: { task: ListedTask }) {
  const say = useWords();
  const time = useShopTime();
  const fetcher = useFetcher<{ outcome: "cancelled" | "over" }>();
  const answer = fetcher.data;
  useToast(answer, answer ? say(`task.call.${answer.outcome}`) : null);
  const { id, problems, endedAt, askedAt } = task;
  const state = task.state as LongTaskState;
  const refused = state === "done" ? refusedShare(task) : "few";
  const tone = refused === "few" ? tones[state] : "warning";
  const name = say(`task.${task.kind as LongTaskKind}`);
  const percent = percentOf(task);
  return (
    <BlockStack gap="200">
      <InlineStack gap="300" align="space-between" blockAlign="center">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm">
            {name}
          </Text>
          <Badge {...(tone ? { tone } : {})}>
            {say(refused === "few" ? `task.state.${state}` : `task.refused.${refused}`)}
          </Badge>
          <Text as="span" tone="subdued">
            {time.at(endedAt ?? askedAt)}
          </Text>
        </InlineStack>
        <InlineStack gap="200">
          {isOpenTask(task) ? (
            <Button
              loading={fetcher.state !== "idle"}
              accessibilityLabel={say("task.cancel.of", { task: name })}
              onClick={() => void fetcher.submit({ intent: "cancel", taskId: id }, { method: "post" })}
            >
              {say("task.cancel")}
            </Button>
          ) : null}
          {problems > 0 ? (
            <DownloadButton
              url={`/app/settings/data/${id}`}
              fileName="rows-not-used.csv"
              label={say("task.problems.download")}
            />
          ) : null}
          {task.hasFile ? (
            <DownloadButton
              url={`/app/settings/data/${id}`}
              fileName="lastmile.zip"
              label={say("task.file.download")}
            />
          ) : null}
        </InlineStack>
      </InlineStack>
      {isOpenTask(task) ? <ProgressBar progress={percent ?? 0} size="small" animated={false} /> : null}
      <Text as="p">{progressWords(task, percent, say)}</Text>
      {task.firstProblem ? <Text as="p">{problemWords(task, task.firstProblem, say)}</Text> : null}
    </BlockStack>
  );
}

/** "1,200 of 28,374 rows, 4 %. 12 rows could not be used." */
function progressWords(
  { done, total, problems, reason }: ListedTask,
  percent: number | null,
  say: Words,
): string {
  return [
    percent === null || total === null ? "" : say.n("task.progress", total, { done, percent }),
    problems > 0 ? say.n("task.problems", problems) : "",
    reason === "broke_off" ||
    reason === "unreadable" ||
    reason === "unpacked_too_large" ||
    reason === "shopify_refused"
      ? say(`task.reason.${reason}`)
      : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/** "The first of them, row 2, placed_at: not a time such as 2026-05-04 09:30." And what to do where nothing came of it. */
function problemWords(task: ListedTask, { line, column, problem }: TaskProblem, say: Words): string {
  const where = [say("task.problems.row", { line }), column].filter(Boolean).join(", ");
  const first = say("task.problems.first", { where, problem: taskProblemWords(problem, say) });
  // What Shopify has told us already needs no putting right.
  const isToMend = task.kind === "history_import" && problem !== "known" && refusedShare(task) !== "few";
  return isToMend ? `${first} ${say("task.problems.mend")}` : first;
}
