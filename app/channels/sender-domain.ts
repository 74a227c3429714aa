import type { TextRecords } from "~/platform/dns.server";

// May our mail server write in the name of the sender's domain? Told from three records of the domain's DNS.

/** wrong: something stands there, and it does not let us. unknown: nobody could say. not_asked: the operator names none. */
export type RecordState = "good" | "missing" | "wrong" | "unknown" | "not_asked";

export const senderRecords = ["spf", "dkim", "dmarc"] as const;
export type SenderRecord = (typeof senderRecords)[number];

export interface SenderStanding extends Record<SenderRecord, RecordState> {
  /** The SPF record that stands there, to be completed rather than doubled. */
  spfNow: string | null;
}

/** What the operator's mail server asks of a sender's domain. */
export interface MailServerNeeds {
  /** "spf.mail.example" */
  spfInclude: string | null;
  /** "lastmile": the key stands at lastmile._domainkey.<domain> */
  dkimSelector: string | null;
  /** Where the selector's CNAME points to. */
  dkimTarget: string | null;
}

/** What stands behind the @, in lower case; null where there is no address. */
export function domainOf(email: string | null): string | null {
  return email?.split("@")[1]?.toLowerCase() ?? null;
}

/** RFC 7208: one record, and two are as bad as none; a softfail that does not name us is not ours. */
export function judgeSpf(
  found: TextRecords,
  { spfInclude }: Pick<MailServerNeeds, "spfInclude">,
): Pick<SenderStanding, "spf" | "spfNow"> {
  if (found.outcome === "no_answer") return { spf: "unknown", spfNow: null };
  const records = recordsOf(found).filter((record) => /^v=spf1(\s|$)/i.test(record));
  const [record, ...more] = records;
  if (record === undefined) return { spf: "missing", spfNow: null };
  const namesUs =
    spfInclude === null || record.toLowerCase().split(/\s+/).includes(`include:${spfInclude.toLowerCase()}`);
  return { spf: more.length === 0 && namesUs ? "good" : "wrong", spfNow: record };
}

/** RFC 6376: a key that is empty has been taken back. */
export function judgeDkim(found: TextRecords): RecordState {
  if (found.outcome === "no_answer") return "unknown";
  const records = recordsOf(found).filter((record) => /(^|;)\s*p=/i.test(record));
  if (records.length === 0) return "missing";
  return records.some((record) => /(^|;)\s*p=\s*[A-Za-z0-9+/]/.test(record)) ? "good" : "wrong";
}

/** RFC 7489: of several records none counts. Which policy it names is the merchant's own affair. */
export function judgeDmarc(found: TextRecords): RecordState {
  if (found.outcome === "no_answer") return "unknown";
  const records = recordsOf(found).filter((record) => /^v=DMARC1\s*(;|$)/.test(record));
  if (records.length === 0) return "missing";
  return records.length === 1 ? "good" : "wrong";
}

/** The records a merchant still has to see to. */
export function lackingRecords(standing: Record<SenderRecord, string>): SenderRecord[] {
  return senderRecords.filter((record) => standing[record] === "missing" || standing[record] === "wrong");
}

export interface RecordToAdd {
  record: SenderRecord;
  type: "TXT" | "CNAME";
  name: string;
  value: string;
  /** An SPF record that stands there already is changed, not doubled. */
  replaces: string | null;
}

/** What to write where, ready to be copied to the domain's provider; only what is lacking. */
export function recordsToAdd(
  domain: string,
  standing: Record<SenderRecord, string> & { spfNow: string | null },
  needs: MailServerNeeds,
): RecordToAdd[] {
  const include = needs.spfInclude === null ? "" : ` include:${needs.spfInclude}`;
  return lackingRecords(standing).flatMap((record): RecordToAdd[] => {
    switch (record) {
      case "spf":
        return [
          {
            ...{ record, type: "TXT", name: domain, replaces: standing.spfNow },
            value: standing.spfNow === null ? `v=spf1${include} ~all` : withInclude(standing.spfNow, include),
          },
        ];
      case "dkim":
        return needs.dkimSelector === null || needs.dkimTarget === null
          ? []
          : [
              {
                ...{ record, type: "CNAME", replaces: null, value: needs.dkimTarget },
                name: `${needs.dkimSelector}._domainkey.${domain}`,
              },
            ];
      case "dmarc":
        return [{ record, type: "TXT", name: `_dmarc.${domain}`, value: "v=DMARC1; p=none", replaces: null }];
    }
  });
}

/** Our part goes before the word that closes the list, or nobody reads it. */
function withInclude(record: string, include: string): string {
  if (record.toLowerCase().includes(include.trim().toLowerCase())) return record;
  const closing = /\s[-~?+]?all\s*$/i;
  return closing.test(record)
    ? record.replace(closing, (all) => `${include}${all.trimEnd()}`)
    : `${record.trimEnd()}${include} ~all`;
}

function recordsOf(found: TextRecords): string[] {
  return found.outcome === "found" ? found.records : [];
}
