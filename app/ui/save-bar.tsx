import { useEffect } from "react";
import { useWords } from "./use-words";

interface SaveBarProps {
  id: string;
  isDirty: boolean;
  isSaving: boolean;
  onSave(): void;
  onDiscard(): void;
}

/** Shopify's contextual save bar: App Bridge shows it above the page and keeps the merchant from leaving unsaved. */
export function SaveBar({ id, isDirty, isSaving, onSave, onDiscard }: SaveBarProps) {
  const say = useWords();
  useEffect(() => {
    if (!isDirty) return;
    void window.shopify?.saveBar.show(id);
    return () => void window.shopify?.saveBar.hide(id);
  }, [id, isDirty]);
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
