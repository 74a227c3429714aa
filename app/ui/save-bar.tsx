import { useBlocker } from "@remix-run/react";
import { useEffect } from "react";
import { useWords } from "./use-words";

interface SaveBarProps {
  id: string;
  isDirty: boolean;
  isSaving: boolean;
  onSave(): void;
  onDiscard(): void;
}

/** Shopify's contextual save bar: shown above the page, and in the way of leaving it unsaved. */
export function SaveBar({ id, isDirty, isSaving, onSave, onDiscard }: SaveBarProps) {
  const say = useWords();
  useEffect(() => {
    if (!isDirty) return;
    void window.shopify?.saveBar.show(id);
    return () => void window.shopify?.saveBar.hide(id);
  }, [id, isDirty]);
  useLeaveConfirmation(isDirty);
  return (
    <ui-save-bar id={id}>
      <button type="button" variant="primary" onClick={onSave} disabled={isSaving}>
        {say("save")}
      </button>
      <button type="button" onClick={onDiscard}>
        {say("discard")}
      </button>
    </ui-save-bar>
  );
}

/** Another page opens only once Shopify's own question was answered; a merchant who stays is left where she was. */
function useLeaveConfirmation(isDirty: boolean): void {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isDirty && currentLocation.pathname !== nextLocation.pathname,
  );
  const { state, location } = blocker;
  useEffect(() => {
    if (state === "blocked") void window.shopify?.saveBar.leaveConfirmation().then(() => blocker.proceed());
    // Asked once for each place she wants to go to; the blocker itself is new with every rendering.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [state, location]);
}
