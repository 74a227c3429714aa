import type { ReactNode } from "react";
import { brandColors } from "~/messages/brand-colors";
import { dialled, whatsappUrl } from "~/messages/message-actions";
import type { ShopperLook } from "~/messages/shopper-look";
import type { LinkProblem } from "~/messages/shopper-page-words";
import type { Language } from "~/messages/voices";
import { wordsIn } from "~/messages/words/words";
import { shopperPageStyles } from "./shopper-page-styles";

interface ShopperPageProps {
  language: Language;
  /** null for a page that may not say whose it is. */
  look: ShopperLook | null;
  title: string;
  /** A line above the title: "Order #1043". */
  overline?: string;
  children: ReactNode;
}

// Quiet and legible next to any brand; also the look of a page that belongs to none.
const neutralColor = "#3d3d3a";

/** A page behind a mail's link, in the shop's look. Plain forms: it works without any script. */
export function ShopperPage({ language, look, title, overline, children }: ShopperPageProps) {
  return (
    <div className="page" lang={language}>
      <style
        dangerouslySetInnerHTML={{ __html: shopperPageStyles(brandColors(look?.color ?? neutralColor)) }}
      />
      {look && (
        <header className="brand">
          {look.logoUrl ? <img src={look.logoUrl} alt={look.name} height={40} /> : <span>{look.name}</span>}
        </header>
      )}
      <main className="card">
        {overline && <p className="overline">{overline}</p>}
        <h1>{title}</h1>
        {children}
      </main>
      {look && <ContactsFooter language={language} look={look} />}
    </div>
  );
}

/** A link that has run out or was never ours, or one link too many. Says nothing about any order. */
export function BadLinkPage({ language, problem }: { language: Language; problem: LinkProblem }) {
  const { title, text } = wordsIn[language].pages.badLink[problem];
  return (
    <ShopperPage language={language} look={null} title={title}>
      <p>{text}</p>
    </ShopperPage>
  );
}

function ContactsFooter({ language, look }: { language: Language; look: ShopperLook }) {
  const { contacts: words } = wordsIn[language].pages;
  const { email, phone, whatsapp, chatUrl, faqUrl, returnsUrl, policyUrl } = look.contacts;
  const links = [
    email && { label: email, url: `mailto:${email}` },
    phone && { label: `${words.phone} ${phone}`, url: `tel:${dialled(phone)}` },
    whatsapp && { label: words.whatsapp, url: whatsappUrl(whatsapp) },
    chatUrl && { label: words.chat, url: chatUrl },
    faqUrl && { label: words.faq, url: faqUrl },
    returnsUrl && { label: words.returns, url: returnsUrl },
    policyUrl && { label: words.policy, url: policyUrl },
  ].filter((link) => typeof link === "object" && link !== null);
  if (links.length === 0) return null;
  return (
    <footer className="contacts">
      <h2>{words.title}</h2>
      <ul>
        {links.map(({ label, url }) => (
          <li key={label}>
            <a href={url}>{label}</a>
          </li>
        ))}
      </ul>
    </footer>
  );
}
