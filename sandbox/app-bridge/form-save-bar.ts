// <form data-save-bar>: App Bridge shows the save bar by itself as soon as a field differs, and takes it away on save or discard.

const dirty = new Set<HTMLFormElement>();
const listeners = new Set<() => void>();

export function onFormsChange(listener: () => void): void {
  listeners.add(listener);
}

export function dirtyForm(): HTMLFormElement | null {
  for (const form of dirty) {
    if (form.isConnected) return form;
    dirty.delete(form);
  }
  return null;
}

export function watchForms(): void {
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const mark = (event: Event) => {
    const form = formOf(event.target);
    if (!form || dirty.has(form)) return;
    dirty.add(form);
    tell();
  };
  const clear = (event: Event) => {
    const form = event.target;
    if (form instanceof HTMLFormElement && dirty.delete(form)) tell();
  };
  document.addEventListener("input", mark, true);
  document.addEventListener("change", mark, true);
  document.addEventListener("reset", clear, true);
  document.addEventListener("submit", clear, true);
}

function formOf(target: EventTarget | null): HTMLFormElement | null {
  const form = target instanceof Element ? target.closest("form[data-save-bar]") : null;
  return form instanceof HTMLFormElement ? form : null;
}
