import type { LanguageWords } from "../../message-words";
import { elegant } from "./elegant";
import { essential } from "./essential";
import { moneyIn } from "../money-in";
import { pages } from "./pages";
import { playful } from "./playful";
import { warm } from "./warm";

const numbers = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const days = (count: number) => (count === 1 ? "a day" : `${numbers[count] ?? count} days`);

export const english: LanguageWords = {
  dates: {
    day: ({ weekday, day, month }) => (month === null ? `${weekday} ${day}` : `${weekday} ${day} ${month}`),
    either: (first, second) => `${first} or ${second}`,
    between: (first, last) => `between ${first} and ${last}`,
    on: (words) => `on ${words}`,
    promisedFor: (day) => `for ${day}`,
    promisedBy: (day) => `by ${day}`,
    byTime: (day, { hour, minute }) => `${day} by ${two(hour)}:${two(minute)}`,
    today: "today",
    tomorrow: "tomorrow",
    lateness: (from, to) => {
      if (from === 0 && to > 1) return `up to ${to} days`;
      if (to === 1) return "1 day";
      return from === to ? `${to} days` : `${from}-${to} days`;
    },
  },
  causes: {
    unshipped: () => "we have not handed it to the carrier yet",
    no_first_scan: (quiet) =>
      quiet === null || quiet < 1
        ? "it is packed, but the carrier has not scanned it in yet"
        : `it is packed, but the carrier has not scanned it in for ${days(quiet)}`,
    no_scan: (quiet) =>
      quiet === null || quiet < 1
        ? "its tracking has not moved for a while"
        : `the carrier has not scanned it for ${days(quiet)}`,
    carrier_reported: () => "the carrier reports a delay along the way",
    attempt_failed: () => "the carrier came by and could not hand it over",
    address_problem: () => "the carrier needs a detail of the address to go on",
    coming_back: () => "the carrier could not hand it over and is bringing it back to us",
    eta_moved: () => "the carrier has moved its date",
    promise_passed: () => "the promised date has passed and it has not arrived yet",
    slow_to_leave: () => "it is taking longer than usual to get ready",
    slow_on_its_way: () => "it is on its way, but slower than parcels on this road usually are",
  },
  mishaps: {
    late: {
      plain: "your order came later than we promised",
      formal: "your order came later than we promised",
    },
    damaged: { plain: "your order arrived damaged", formal: "your order arrived damaged" },
    incomplete: {
      plain: "something was missing from your order",
      formal: "something was missing from your order",
    },
    wrong_item: {
      plain: "you got something else than you ordered",
      formal: "you got something else than you ordered",
    },
    unhappy: { plain: "you told us that it did not go well", formal: "you told us that it did not go well" },
  },
  money: (amount, currency) => moneyIn("en-GB", amount, currency),
  percent: (value) => `${value}%`,
  partly: (arrived, of) =>
    of === null
      ? "A part of your order has arrived. This is about the rest."
      : `${String(arrived)} of ${String(of)} parcels ${arrived === 1 ? "has" : "have"} arrived. This is about ${of - arrived === 1 ? "the other one" : "another one"}.`,
  wishes: {
    cancel: "Your request to cancel the order is still with us: a person will answer you.",
    change_address: "Your request to change the address is still with us: a person will answer you.",
    talk: "Your wish to talk to us is still with us: a person will get in touch.",
  },
  voices: { warm, playful, essential, elegant },
  pages,
  reply: {
    subject: (orderNumber) => `About order ${orderNumber}`,
    greeting: (firstName) => (firstName === null ? "Hello," : `Hello ${firstName},`),
    why: (shopName, orderNumber) => `A person at ${shopName} wrote this mail, about order ${orderNumber}.`,
  },
};

function two(value: number): string {
  return String(value).padStart(2, "0");
}
