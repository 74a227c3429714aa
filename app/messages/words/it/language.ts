import type { LanguageWords } from "../../message-words";
import { elegant } from "./elegant";
import { essential } from "./essential";
import { moneyIn } from "../money-in";
import { pages } from "./pages";
import { playful } from "./playful";
import { warm } from "./warm";

const numbers = ["", "un", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci"];
const days = (count: number) => (count === 1 ? "un giorno" : `${numbers[count] ?? count} giorni`);

export const italian: LanguageWords = {
  dates: {
    day: ({ weekday, day, month }) => {
      const number = day === 1 ? "1º" : String(day);
      return month === null ? `${weekday} ${number}` : `${weekday} ${number} ${month}`;
    },
    either: (first, second) => `${first} o ${second}`,
    between: (first, last) => `tra ${first} e ${last}`,
    on: (words) => words,
    promisedFor: (day) => `per ${day}`,
    promisedBy: (day) => `entro ${day}`,
    byTime: (day, { hour, minute }) => `${day} entro ${byHour(hour, minute)}`,
    today: "oggi",
    tomorrow: "domani",
    lateness: (from, to) => {
      if (from === 0 && to > 1) return `fino a ${to} giorni`;
      if (to === 1) return "1 giorno";
      return from === to ? `${to} giorni` : `${from}-${to} giorni`;
    },
  },
  causes: {
    unshipped: () => "non l'abbiamo ancora affidato al corriere",
    no_first_scan: (quiet) =>
      quiet === null || quiet < 1
        ? "è pronto, ma il corriere non l'ha ancora registrato"
        : `è pronto da ${days(quiet)}, ma il corriere non l'ha ancora registrato`,
    no_scan: (quiet) =>
      quiet === null || quiet < 1
        ? "da un po' il suo tracciamento è fermo"
        : `il corriere non lo registra da ${days(quiet)}`,
    carrier_reported: () => "il corriere segnala un rallentamento lungo il percorso",
    attempt_failed: () => "il corriere è passato e non è riuscito a consegnarlo",
    address_problem: () => "al corriere serve un dettaglio dell'indirizzo per proseguire",
    coming_back: () => "il corriere non è riuscito a consegnarlo e lo sta riportando da noi",
    eta_moved: () => "il corriere ha spostato la sua data",
    promise_passed: () => "la data promessa è passata e non è ancora arrivato",
    slow_to_leave: () => "la preparazione richiede più tempo del solito",
    slow_on_its_way: () => "è in viaggio, ma più lentamente del solito su questa tratta",
  },
  mishaps: {
    late: {
      plain: "il tuo ordine è arrivato più tardi di quanto promesso",
      formal: "il Suo ordine è arrivato più tardi di quanto promesso",
    },
    damaged: {
      plain: "il tuo ordine è arrivato danneggiato",
      formal: "il Suo ordine è arrivato danneggiato",
    },
    incomplete: { plain: "nel tuo ordine mancava qualcosa", formal: "nel Suo ordine mancava qualcosa" },
    wrong_item: {
      plain: "non ti è arrivato quello che avevi ordinato",
      formal: "non Le è arrivato quello che aveva ordinato",
    },
    unhappy: { plain: "ci hai detto che non è andata bene", formal: "ci ha detto che non è andata bene" },
  },
  money: (amount, currency) => moneyIn("it-IT", amount, currency),
  percent: (value) => `${value} %`,
  partly: (arrived, of) =>
    of === null
      ? "Una parte dell'ordine è arrivata. Qui si tratta del resto."
      : `${arrived === 1 ? "È arrivato" : "Sono arrivati"} ${String(arrived)} ${arrived === 1 ? "pacco" : "pacchi"} su ${String(of)}. Qui si tratta ${of - arrived === 1 ? "dell'altro" : "di un altro"}.`,
  wishes: {
    cancel: "La richiesta di annullare l'ordine è ancora da noi: risponderà una persona.",
    change_address: "La richiesta di cambiare l'indirizzo è ancora da noi: risponderà una persona.",
    talk: "La richiesta di parlare con noi è ancora da noi: risponderà una persona.",
  },
  voices: { warm, playful, essential, elegant },
  pages,
  reply: {
    subject: (orderNumber) => `A proposito dell'ordine ${orderNumber}`,
    greeting: (firstName) => (firstName === null ? "Buongiorno," : `Buongiorno ${firstName},`),
    why: (shopName, orderNumber) =>
      `Questa e-mail è stata scritta da una persona di ${shopName}, a proposito dell'ordine ${orderNumber}.`,
  },
};

/** "le 18", "le 18:30", "l'una", "mezzanotte" */
function byHour(hour: number, minute: number): string {
  if (minute === 0 && hour === 0) return "mezzanotte";
  if (minute === 0 && hour === 1) return "l'una";
  return minute === 0 ? `le ${hour}` : `le ${hour}:${String(minute).padStart(2, "0")}`;
}
