import { Readable } from "node:stream";
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { getDeps } from "~/deps.server";
import { csvLines, csvMark } from "~/insights/csv";
import { findLongTask, hasFile, listTaskProblems, readPieces } from "~/platform/long-tasks.server";
import { getShop } from "~/settings/shops.server";
import { authenticate } from "~/shopify.server";
import { merchantLanguageOf } from "~/ui/merchant-language";
import { taskProblemWords } from "~/ui/task-problem-words";
import { speaker, type Words } from "~/ui/words/speaker";

/** What a task leaves behind: the file it made, or the rows it could not use. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { db, clock } = getDeps();
  const ask = { shopId: session.shop, taskId: params.taskId ?? "" };
  const task = await findLongTask(db, ask);
  if (!task) throw new Response(null, { status: 404 });
  if (task.kind === "data_export") {
    if (!hasFile(task, clock.now())) throw new Response(null, { status: 410 });
    return fileOf(readPieces(db, ask), { name: "lastmile.zip", type: "application/zip" });
  }
  const { locale } = await getShop(db, session.shop);
  const say = speaker(merchantLanguageOf(request, locale));
  const name = "rows-not-used.csv";
  return fileOf(problemLines(listTaskProblems(db, ask), say), { name, type: "text/csv; charset=utf-8" });
}

async function* problemLines(
  slices: ReturnType<typeof listTaskProblems>,
  say: Words,
): AsyncGenerator<string> {
  yield csvMark + csvLines([[say("data.row"), say("data.column"), say("data.problem")]]);
  for await (const slice of slices)
    yield csvLines(slice.map(({ line, column, problem }) => [line, column, taskProblemWords(problem, say)]));
}

function fileOf(parts: AsyncIterable<string | Uint8Array>, { name, type }: { name: string; type: string }) {
  return new Response(createReadableStreamFromReadable(Readable.from(parts)), {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
    },
  });
}
