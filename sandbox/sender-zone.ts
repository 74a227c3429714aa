// What stands in the played DNS about the invented shop's domain: a sender that mail programs believe.

/** What the played mail server asks of a sender's domain. */
export const mailZone = {
  spfInclude: "spf.posta.example",
  dkimSelector: "lastmile",
  dkimTarget: "lastmile.dkim.posta.example",
} as const;

export function senderZone(): Map<string, string[]> {
  const domain = "fiordicasa.example";
  return new Map([
    [domain, [`v=spf1 include:${mailZone.spfInclude} ~all`]],
    [`${mailZone.dkimSelector}._domainkey.${domain}`, ["v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GN"]],
    [`_dmarc.${domain}`, ["v=DMARC1; p=none"]],
  ]);
}
