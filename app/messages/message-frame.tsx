import {
  Body,
  Button,
  Column,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Img,
  Link,
  Row,
  Section,
  Text,
} from "@react-email/components";
import { Fragment, type CSSProperties } from "react";
import type { BrandColors } from "./brand-colors";
import { frameStyles } from "./message-frame-styles";

/** Stands in the frame until a message's words take its place. */
export const slot = (name: string) => `__slot_${name}__`;

/** Everything of a mail that is the same for every shopper of a shop: rendered once, then filled. */
export interface MessageFrameProps {
  language: string;
  brand: { name: string; logoUrl: string | null; colors: BrandColors };
  button: string | null;
  choices: string[];
  rating: { low: string; high: string; names: string[]; answer: string } | null;
  questions: string;
  contacts: Array<{ label: string; url: string }>;
  /** Links she can stop or change these mails by. */
  footer: Array<{ slot: string; label: string }>;
}

export function MessageFrame({
  language,
  brand,
  button,
  choices,
  rating,
  questions,
  contacts,
  footer,
}: MessageFrameProps) {
  const { colors } = brand;
  const link: CSSProperties = { color: colors.ink, textDecoration: "underline" };
  return (
    <Html lang={language} dir="ltr">
      <Head>
        <title>{slot("subject")}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style dangerouslySetInnerHTML={{ __html: frameStyles(colors) }} />
      </Head>
      <Body
        className="ground"
        style={{ margin: 0, padding: 0, backgroundColor: "#f3f2ef", fontFamily: sans }}
      >
        {/* The padding keeps the mail's first lines out of the inbox's preview. */}
        <div style={{ display: "none", maxHeight: 0, maxWidth: 0, overflow: "hidden", opacity: 0 }}>
          {slot("preheader")}
          {"\u00a0\u200c".repeat(60)}
        </div>
        <Container
          className="card"
          style={{
            width: "100%",
            maxWidth: 600,
            margin: "24px auto 0",
            backgroundColor: "#ffffff",
            borderTop: `4px solid ${colors.buttonEdge}`,
            borderRadius: 12,
          }}
        >
          <Section className="pad" style={{ padding: "32px 40px 0" }}>
            {brand.logoUrl === null ? (
              <Text
                className="link"
                style={{ margin: 0, fontSize: 20, lineHeight: "28px", fontWeight: 700, color: colors.ink }}
              >
                {brand.name}
              </Text>
            ) : (
              <Img
                className="logo"
                src={brand.logoUrl}
                alt={brand.name}
                height="40"
                style={{ height: 40, maxWidth: 220, fontSize: 20, fontWeight: 700 }}
              />
            )}
          </Section>
          <Section className="pad" style={{ padding: "24px 40px 8px" }}>
            <Heading
              as="h1"
              className="text title"
              style={{ margin: 0, fontSize: 28, lineHeight: "36px", fontWeight: 700, color: "#1d1d1f" }}
            >
              {slot("heading")}
            </Heading>
            <div className="text" style={prose}>
              {slot("body")}
            </div>
            {button !== null && (
              <Section style={{ padding: "8px 0 12px" }}>
                <Button
                  className="button"
                  href={slot("button")}
                  style={{
                    backgroundColor: colors.button,
                    color: colors.onButton,
                    border: `1px solid ${colors.buttonEdge}`,
                    borderRadius: 8,
                    fontSize: 16,
                    fontWeight: 700,
                    lineHeight: "20px",
                    padding: "14px 28px",
                    textAlign: "center",
                  }}
                >
                  {button}
                </Button>
              </Section>
            )}
            {choices.length > 0 && (
              <div className="choices" style={{ margin: "0 0 8px", fontSize: 16, lineHeight: "32px" }}>
                {choices.map((label, index) => (
                  <Link
                    key={label}
                    className="link choice"
                    href={slot(`choice_${index}`)}
                    style={{ ...link, display: "inline-block", marginRight: 24 }}
                  >
                    {label}
                  </Link>
                ))}
              </div>
            )}
            {rating !== null && <RatingRow rating={rating} colors={colors} link={link} />}
            <div className="text" style={prose}>
              {slot("after")}
            </div>
            <Text
              className="text"
              style={{
                margin: "0 0 24px",
                fontSize: 16,
                lineHeight: "26px",
                color: "#1d1d1f",
                whiteSpace: "pre-line",
              }}
            >
              {slot("signature")}
            </Text>
          </Section>
        </Container>
        <Container style={{ width: "100%", maxWidth: 600, margin: "0 auto 24px" }}>
          <Section className="pad" style={{ padding: "20px 40px" }}>
            {contacts.length > 0 && (
              <Text className="muted" style={small}>
                {questions}{" "}
                {contacts.map((contact, index) => (
                  <span key={contact.url + contact.label}>
                    {index > 0 && " · "}
                    <Link
                      className="muted"
                      href={contact.url}
                      style={{ ...small, textDecoration: "underline" }}
                    >
                      {contact.label}
                    </Link>
                  </span>
                ))}
              </Text>
            )}
            {contacts.length > 0 && (
              <Hr className="line" style={{ margin: "12px 0", borderColor: "#d9d7d2" }} />
            )}
            <Text className="muted" style={small}>
              {slot("why")}
              {footer.map(({ slot: name, label }, index) => (
                <Fragment key={name}>
                  {index === 0 ? " " : " · "}
                  <Link className="muted" href={slot(name)} style={{ ...small, textDecoration: "underline" }}>
                    {label}
                  </Link>
                </Fragment>
              ))}
            </Text>
          </Section>
        </Container>
      </Body>
    </Html>
  );
}

interface RatingRowProps {
  rating: NonNullable<MessageFrameProps["rating"]>;
  colors: BrandColors;
  link: CSSProperties;
}

/** One row of eleven on a wide screen, two rows of large targets on a phone. */
function RatingRow({ rating, colors, link }: RatingRowProps) {
  return (
    <Section style={{ padding: "8px 0 12px" }}>
      <table
        role="presentation"
        className="ratings"
        width="100%"
        cellPadding={0}
        cellSpacing={0}
        border={0}
        style={{ tableLayout: "fixed" }}
      >
        <tbody>
          <tr>
            {rating.names.map((name, value) => (
              <td key={name} className="rating" style={{ padding: "0 4px 0 0" }}>
                <a
                  className="rate"
                  href={slot(`rating_${value}`)}
                  aria-label={name}
                  style={{
                    display: "block",
                    padding: "11px 0",
                    border: `1px solid ${colors.buttonEdge}`,
                    borderRadius: 8,
                    backgroundColor: colors.tint,
                    color: colors.ink,
                    fontSize: 16,
                    lineHeight: "20px",
                    fontWeight: 700,
                    textAlign: "center",
                    textDecoration: "none",
                  }}
                >
                  {value}
                </a>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <Row style={{ marginTop: 6 }}>
        <Column className="muted" style={small}>
          0 = {rating.low}
        </Column>
        <Column className="muted" style={{ ...small, textAlign: "right" }}>
          10 = {rating.high}
        </Column>
      </Row>
      <Text style={{ margin: "12px 0 0", fontSize: 14, lineHeight: "22px" }}>
        <Link className="link" href={slot("answer")} style={link}>
          {rating.answer}
        </Link>
      </Text>
    </Section>
  );
}

const sans = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const prose: CSSProperties = { margin: 0, fontSize: 16, lineHeight: "26px", color: "#1d1d1f" };
const small: CSSProperties = { margin: 0, fontSize: 13, lineHeight: "20px", color: "#5c5a55" };
