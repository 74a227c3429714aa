// Who orders. Invented people; every address ends in .example, which nobody can own.

import type { Draws } from "./keyed-draws";

export interface Shopper {
  firstName: string;
  lastName: string;
  /** null: she left only a phone number. */
  email: string | null;
  phone: string | null;
  /** As Shopify's customer_locale. */
  locale: string;
  countryCode: string;
  provinceCode: string | null;
  city: string;
  zip: string;
  address1: string;
  acceptsMarketing: boolean;
}

interface Place {
  city: string;
  zip: string;
  provinceCode: string | null;
}

interface Land {
  locales: ReadonlyArray<readonly [string, number]>;
  firstNames: readonly string[];
  lastNames: readonly string[];
  streets: readonly string[];
  places: readonly Place[];
  phonePrefix: string;
}

const place = (city: string, zip: string, provinceCode: string | null = null): Place => ({
  city,
  zip,
  provinceCode,
});

const lands: Record<string, Land> = {
  IT: {
    locales: [
      ["it-IT", 95],
      ["en", 5],
    ],
    firstNames: [
      "Marta",
      "Luca",
      "Sofia",
      "Giulia",
      "Andrea",
      "Chiara",
      "Matteo",
      "Elena",
      "Paolo",
      "Francesca",
      "Davide",
      "Sara",
      "Nicolò",
      "Irene",
      "Alessio",
      "Beatrice",
      "Tommaso",
      "Silvia",
    ],
    lastNames: [
      "Bianchi",
      "Ferrari",
      "Russo",
      "Colombo",
      "Ricci",
      "Marino",
      "Greco",
      "Conti",
      "De Luca",
      "Costa",
      "Fontana",
      "Moretti",
      "Barbieri",
      "Lombardi",
      "Rinaldi",
      "D’Angelo",
    ],
    streets: [
      "Via Roma",
      "Via Garibaldi",
      "Corso Italia",
      "Via Mazzini",
      "Via Dante",
      "Viale Europa",
      "Via dei Mille",
    ],
    places: [
      place("Milano", "20121", "MI"),
      place("Roma", "00184", "RM"),
      place("Torino", "10122", "TO"),
      place("Bologna", "40121", "BO"),
      place("Firenze", "50122", "FI"),
      place("Napoli", "80132", "NA"),
      place("Palermo", "90133", "PA"),
      place("Bari", "70121", "BA"),
      place("Verona", "37121", "VR"),
      place("Cagliari", "09124", "CA"),
      place("Genova", "16121", "GE"),
      place("Trieste", "34121", "TS"),
    ],
    phonePrefix: "+39347",
  },
  DE: {
    locales: [
      ["de-DE", 60],
      ["en", 40],
    ],
    firstNames: ["Anna", "Jonas", "Lena", "Felix", "Miriam", "Jürgen"],
    lastNames: ["Schmidt", "Weber", "Fischer", "Wagner", "Köhler", "Neumann"],
    streets: ["Hauptstraße", "Gartenweg", "Lindenallee"],
    places: [
      place("Berlin", "10115"),
      place("München", "80331"),
      place("Hamburg", "20095"),
      place("Köln", "50667"),
    ],
    phonePrefix: "+49151",
  },
  FR: {
    locales: [
      ["fr-FR", 60],
      ["en", 40],
    ],
    firstNames: ["Camille", "Louis", "Manon", "Hugo", "Zoé"],
    lastNames: ["Martin", "Bernard", "Moreau", "Lefèvre", "Girard"],
    streets: ["Rue de la Paix", "Avenue Foch", "Rue Victor Hugo"],
    places: [place("Paris", "75002"), place("Lyon", "69002"), place("Nice", "06000")],
    phonePrefix: "+33612",
  },
  AT: {
    locales: [
      ["de-AT", 60],
      ["en", 40],
    ],
    firstNames: ["Katharina", "Lukas", "Theresa", "Florian"],
    lastNames: ["Gruber", "Huber", "Steiner", "Moser"],
    streets: ["Mariahilfer Straße", "Ringstraße", "Kirchengasse"],
    places: [place("Wien", "1010"), place("Graz", "8010"), place("Innsbruck", "6020")],
    phonePrefix: "+43664",
  },
  GB: {
    locales: [["en-GB", 100]],
    firstNames: ["Emma", "Oliver", "Grace", "Harry", "Isla"],
    lastNames: ["Taylor", "Walker", "Hughes", "Patel", "O’Brien"],
    streets: ["High Street", "Station Road", "Church Lane"],
    places: [place("London", "SW1A 1AA"), place("Manchester", "M1 1AE"), place("Bristol", "BS1 4DJ")],
    phonePrefix: "+44770",
  },
  US: {
    locales: [["en-US", 100]],
    firstNames: ["Ava", "Noah", "Mia", "Ethan", "Zora"],
    lastNames: ["Johnson", "Garcia", "Miller", "Nguyen", "Brooks"],
    streets: ["Maple Street", "Oak Avenue", "2nd Street"],
    places: [
      place("New York", "10001", "NY"),
      place("Austin", "78701", "TX"),
      place("Chicago", "60601", "IL"),
    ],
    phonePrefix: "+1212",
  },
  BR: {
    locales: [["pt-BR", 100]],
    firstNames: ["Ana", "João", "Mariana", "Rafael", "Beatriz", "Thiago"],
    lastNames: ["Silva", "Souza", "Oliveira", "Pereira", "Araújo", "Gonçalves"],
    streets: ["Rua das Flores", "Avenida Brasil", "Rua XV de Novembro"],
    places: [place("São Paulo", "01001", "SP")],
    phonePrefix: "+5511",
  },
};

const countryWeights = [
  ["IT", 70],
  ["DE", 9],
  ["FR", 7],
  ["AT", 5],
  ["GB", 5],
  ["US", 4],
] as const;

/** One order in four comes from somebody who bought before. */
const returningShare = 0.25;

/** The shopper behind the order at `index`; a returning one is the same person as an earlier order's. */
export function shopperOfOrder(draws: Draws, index: number): Shopper {
  const own = draws.of("order", index);
  if (index > 0 && own.chance("returning", returningShare)) {
    const before = shopperOfOrder(draws, own.integer("who returns", 0, index - 1));
    // Without an e-mail nobody could tell that she is the same person.
    if (before.email !== null) return before;
  }
  return inventShopper(own.of("shopper"), {
    number: index,
    countryCode: own.weighted("country", countryWeights),
  });
}

/** The number keeps namesakes apart: it becomes part of the e-mail address. */
export function inventShopper(
  draws: Draws,
  { number, countryCode }: { number: number; countryCode: string },
): Shopper {
  const land = lands[countryCode];
  if (!land) throw new Error(`No shoppers are invented in ${countryCode}.`);
  const firstName = draws.pick("first name", land.firstNames);
  const lastName = draws.pick("last name", land.lastNames);
  const place = draws.pick("place", land.places);
  const email = `${mailbox(firstName)}.${mailbox(lastName)}.${number}@posta.example`;
  const phone = `${land.phonePrefix}${draws.integer("phone", 1_000_000, 9_999_999)}`;
  const writesNoEmail = draws.chance("no e-mail", 0.01);
  return {
    firstName,
    lastName,
    email: writesNoEmail ? null : email,
    phone: writesNoEmail || draws.chance("gives phone", 0.3) ? phone : null,
    locale: draws.weighted("locale", land.locales),
    countryCode,
    provinceCode: place.provinceCode,
    city: place.city,
    zip: place.zip,
    address1: `${draws.pick("street", land.streets)} ${draws.integer("house number", 1, 120)}`,
    acceptsMarketing: draws.chance("marketing", 0.45),
  };
}

function mailbox(name: string): string {
  return name
    .normalize("NFD")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();
}
