import type { TrackingPage } from "~/delays/tracking-page.server";
import { wordsIn } from "~/messages/words/words";
import { ShopperPage } from "./shopper-page";

type Delivery = NonNullable<TrackingPage["delivery"]>;

/** How far an order has come, when it is expected, and what she can do where it is late. */
export function TrackingView({ page }: { page: TrackingPage }) {
  const words = wordsIn[page.language].pages.track;
  const { delivery } = page;
  return (
    <ShopperPage
      language={page.language}
      look={page.look}
      title={delivery ? delivery.heading : words.nothingComing}
      overline={words.order(page.orderNumber)}
    >
      {delivery ? <Progress page={page} delivery={delivery} /> : <p>{words.nothingComingText}</p>}
      <h2>{words.events}</h2>
      <Events page={page} />
    </ShopperPage>
  );
}

function Progress({ page, delivery }: { page: TrackingPage; delivery: Delivery }) {
  const { line, steps, dates, details, delay, tracking } = delivery;
  return (
    <>
      <ol className="steps" aria-label={line}>
        {steps.map(({ name, state, spoken }) => (
          <li
            key={name}
            className={state === "ahead" ? undefined : "reached"}
            aria-current={state === "now" ? "step" : undefined}
          >
            <span aria-hidden="true">{name}</span>
            <span className="unseen">{spoken}</span>
          </li>
        ))}
      </ol>
      {dates && <p className="dates">{dates}</p>}
      {details.length > 0 && <p>{details.join(" ")}</p>}
      {delay && <Delay page={page} delay={delay} />}
      {tracking && (
        <p>
          <a href={tracking.url}>{tracking.label}</a>
        </p>
      )}
    </>
  );
}

function Delay({ page, delay }: { page: TrackingPage; delay: NonNullable<Delivery["delay"]> }) {
  const { track: words, choice: choices } = wordsIn[page.language].pages;
  const { chosen, returns } = delay;
  return (
    <>
      <p>{[delay.why, delay.sorry, delay.nextWord].filter((sentence) => sentence !== null).join(" ")}</p>
      {chosen && (
        <p>
          {choices.chosen}: <strong>{chosen.name}</strong>
        </p>
      )}
      <h2>{chosen ? choices.others : words.choices}</h2>
      <ul className="options">
        {delay.options.map(({ choice, name, url }) => (
          <li key={choice}>
            <a href={url} className={choice === "wait" ? "button" : undefined}>
              {name}
            </a>
          </li>
        ))}
        {returns && (
          <li>
            <a href={returns.url}>{returns.label}</a>
          </li>
        )}
      </ul>
    </>
  );
}

/** One parcel and its order are one story; several parcels are a story each, after the same beginning. */
function Events({ page }: { page: TrackingPage }) {
  const words = wordsIn[page.language].pages.track;
  const { parcels, ordered } = page;
  if (parcels.length <= 1) return <Story page={page} events={[...parcels.flat(), ordered]} />;
  return (
    <>
      {parcels.map((events, index) => (
        <section key={index}>
          <h3>{words.parcelOf(index + 1, parcels.length)}</h3>
          <Story page={page} events={events} />
        </section>
      ))}
      <Story page={page} events={[ordered]} />
    </>
  );
}

function Story({ page, events }: { page: TrackingPage; events: TrackingPage["parcels"][number] }) {
  const words = wordsIn[page.language].pages.track;
  return (
    <ol className="events">
      {events.map(({ event, at, when, city }) => (
        <li key={`${at} ${event}`}>
          <time dateTime={at}>{when}</time>
          <span>
            {words.event[event]}
            {city && `, ${city}`}
          </span>
        </li>
      ))}
    </ol>
  );
}
