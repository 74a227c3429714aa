import { z } from "zod";
import { isRecord } from "~/platform/is-record";
import { shopSettingsSchema, type ShopSettings } from "./shop-settings";

/**
 * Reads the settings form, whose fields are named by dotted path ("quietHours.startsAt",
 * "promiseRules.transit.0.minDays"). Only the fields present become part of the patch. Nothing is judged here:
 * a word where a number belongs stays a word, and saving refuses it beside its field.
 * A list is written in one field (commas or lines) or in several of the same name.
 */
export function settingsPatchFromForm(form: FormData): Record<string, unknown> {
  return (readPart(shopSettingsSchema, "", form) ?? {}) as Record<string, unknown>;
}

function readPart(schema: z.core.$ZodType, path: string, form: FormData): unknown {
  if (schema instanceof z.ZodObject) return readObject(schema, path, form);
  if (schema instanceof z.ZodArray) return readList(schema.element, path, form);
  return form.has(path) ? readValue(schema, textOf(form.get(path))) : undefined;
}

function readObject(schema: z.ZodObject, path: string, form: FormData): Record<string, unknown> | undefined {
  const entries = Object.entries(schema.shape)
    .map(
      ([key, part]) =>
        [key, readPart(part as z.core.$ZodType, path === "" ? key : `${path}.${key}`, form)] as const,
    )
    .filter(([, value]) => value !== undefined);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function readList(element: z.core.$ZodType, path: string, form: FormData): unknown[] | undefined {
  if (element instanceof z.ZodObject) {
    const rows: unknown[] = [];
    for (
      let row = readObject(element, `${path}.0`, form);
      row;
      row = readObject(element, `${path}.${rows.length}`, form)
    )
      rows.push(row);
    // A table emptied on the page is sent as its own name alone.
    return rows.length > 0 || form.has(path) ? rows : undefined;
  }
  if (!form.has(path)) return undefined;
  return form
    .getAll(path)
    .flatMap((value) => textOf(value).split(/[,;\n]/))
    .map((item) => item.trim())
    .filter((item) => item !== "")
    .map((item) => readValue(element, item));
}

function readValue(schema: z.core.$ZodType, written: string): unknown {
  const text = written.trim();
  if (schema instanceof z.ZodNullable) return text === "" ? null : readValue(schema.unwrap(), text);
  if (schema instanceof z.ZodBoolean)
    return text === "true" || text === "on" ? true : text === "false" || text === "" ? false : text;
  // "" would become 0, and "1e3" is nobody's idea of a number of days.
  if (schema instanceof z.ZodNumber) return /^-?\d{1,9}$/.test(text) ? Number(text) : text;
  return text;
}

function textOf(value: FormDataEntryValue | null): string {
  return typeof value === "string" ? value : "";
}

/** The same fields the other way round: what the form shows for a shop's settings. */
export function settingsFields(settings: ShopSettings): Record<string, string> {
  const fields: Record<string, string> = {};
  write(settings, "");
  return fields;

  function write(value: unknown, path: string): void {
    if (Array.isArray(value)) {
      if (value.every((item) => !isRecord(item))) fields[path] = value.join(", ");
      else value.forEach((item, row) => write(item, `${path}.${String(row)}`));
    } else if (isRecord(value)) {
      for (const [key, part] of Object.entries(value)) write(part, path === "" ? key : `${path}.${key}`);
    } else {
      fields[path] = value === null ? "" : String(value);
    }
  }
}
