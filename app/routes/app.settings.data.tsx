import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Page } from "@shopify/polaris";
import { getDeps } from "~/deps.server";
import {
  cancelLongTask,
  findFirstProblem,
  hasFile,
  listLongTasks,
  startLongTask,
} from "~/platform/long-tasks.server";
import { authenticate } from "~/shopify.server";
import { HistoryUpload } from "~/ui/history-upload";
import { LongTaskList } from "~/ui/long-task-list";
import { StartTaskCard } from "~/ui/start-task-card";
import { pageTitle } from "~/ui/page-title";
import { useWords } from "~/ui/use-words";

export const meta = pageTitle("data.title");

const shownTasks = 20;

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { db, clock } = getDeps();
  const tasks = await listLongTasks(db, session.shop, shownTasks);
  return {
    tasks: await Promise.all(
      tasks.map(async (task) => ({
        ...task,
        hasFile: hasFile(task, clock.now()),
        firstProblem:
          task.problems > 0 ? await findFirstProblem(db, { shopId: session.shop, taskId: task.id }) : null,
      })),
    ),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const form = await request.formData();
  switch (form.get("intent")) {
    case "export":
      return startLongTask(getDeps(), { shopId: session.shop, kind: "data_export" });
    case "backfill":
      return startLongTask(getDeps(), { shopId: session.shop, kind: "shop_backfill" });
    case "cancel":
      return cancelLongTask(getDeps(), { shopId: session.shop, taskId: String(form.get("taskId")) });
    default:
      throw new Response("Unknown intent", { status: 400 });
  }
}

export default function DataPage() {
  const { tasks } = useLoaderData<typeof loader>();
  const say = useWords();
  return (
    <Page
      title={say("data.title")}
      subtitle={say("data.subtitle")}
      backAction={{ content: say("nav.settings"), url: "/app/settings" }}
    >
      <BlockStack gap="400">
        <LongTaskList tasks={tasks} />
        <HistoryUpload />
        <StartTaskCard task="backfill" />
        <StartTaskCard task="export" />
      </BlockStack>
    </Page>
  );
}
