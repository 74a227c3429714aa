import { useEffect, useState } from "preact/hooks";

import type { Survey, ThankYouPage } from "./lastmile-api";
import { bringAnswer, loadPage } from "./load-page";
import { previewPage } from "./preview-page";
import { Question } from "./question";
import { ThankYouNote } from "./thank-you-note";
import { useDatedNote } from "./use-dated-note";

/** Shows nothing until it has something to show, and nothing at all when the app cannot be reached. */
export function Block() {
  const checkoutToken = shopify.checkoutToken.value;
  const { isFirstOrder: firstOrder } = shopify.orderConfirmation.value;
  const { hide_note: hideNote, hide_question: hideQuestion, question } = shopify.settings.value;
  const inEditor = shopify.extension.editor !== undefined;
  const ask = hideQuestion !== true;
  const [page, setPage] = useState<ThankYouPage | null>(null);
  const shown = inEditor ? previewPage() : page;
  const datedNote = useDatedNote(shown?.note ?? null, { checkoutToken, firstOrder });

  useEffect(() => {
    if (inEditor || checkoutToken === undefined) return;
    let current = true;
    void loadPage({ checkoutToken, firstOrder, ask }).then((loaded) => {
      if (current) setPage(loaded);
    });
    return () => {
      current = false;
    };
  }, [inEditor, checkoutToken, firstOrder, ask]);

  const note = hideNote === true ? null : datedNote;
  const survey = ask ? inOwnWords(shown?.survey ?? null, question) : null;
  if (note === null && survey === null) return null;

  return (
    <s-stack gap="large">
      {note !== null && <ThankYouNote note={note} />}
      {note !== null && survey !== null && <s-divider />}
      {survey !== null && (
        <Question
          survey={survey}
          bring={(answer) =>
            inEditor || checkoutToken === undefined
              ? Promise.resolve("recorded")
              : bringAnswer(checkoutToken, answer)
          }
        />
      )}
    </s-stack>
  );
}

function inOwnWords(survey: Survey | null, question: unknown): Survey | null {
  if (survey === null || typeof question !== "string" || question.trim() === "") return survey;
  return { ...survey, question: question.trim() };
}
