import type { Dns, TextRecords } from "~/platform/dns.server";

/** A DNS in which nothing stands until a test writes it. */
export class PlayedDns implements Dns {
  #records = new Map<string, TextRecords>();

  write(name: string, ...records: string[]): void {
    this.#records.set(name, { outcome: "found", records });
  }

  /** Nobody answers for this name. */
  silence(name: string): void {
    this.#records.set(name, { outcome: "no_answer" });
  }

  textRecords(name: string): Promise<TextRecords> {
    return Promise.resolve(this.#records.get(name) ?? { outcome: "none" });
  }

  clear(): void {
    this.#records.clear();
  }
}
