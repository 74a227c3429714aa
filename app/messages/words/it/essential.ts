import type { VoiceWords } from "../../message-words";
import { onCard } from "../on-card";
import { recoveryOffer } from "../recovery-offer";
import { labels } from "./labels";

const late = {
  subject:
    "L'ordine {{ order.number }} {% if delay.lateness %}può arrivare {{ delay.lateness }} dopo{% elsif delay.overdue %}è in ritardo{% else %}può arrivare in ritardo{% endif %}",
  preheader:
    "{% if delay.expected %}Ora previsto: {{ delay.expected }}{% else %}Ancora nessuna nuova data. Le possibilità{% endif %}",
  heading:
    "{% if delay.lateness %}Può arrivare {{ delay.lateness }} dopo{% elsif delay.overdue %}Il tuo ordine è in ritardo{% else %}Il tuo ordine può arrivare in ritardo{% endif %}",
  after:
    "{% if delay.next_update %}Prossima notizia: {{ delay.next_update }}.{% else %}Prossima notizia: all'arrivo.{% endif %}",
};

const whatHappened = `{% if delay.promised_due %}Promesso {{ delay.promised_due }}, {% if delay.expected %}ora previsto **{{ delay.expected }}**{% else %}ancora nessuna nuova data{% endif %}{% elsif delay.expected %}Ora previsto **{{ delay.expected }}**{% else %}Ancora nessuna data{% endif %}: {{ delay.cause }}. Ci dispiace.`;

const goodNews = (news: string) =>
  `{% if delay.expected %}**{{ delay.expected | sentence }}**: è quando aspettiamo il tuo ordine. {% endif %}${news}.`;

const nextOrArrival =
  "{% if delay.next_update %}Prossima notizia: {{ delay.next_update }}, o all'arrivo.{% else %}Prossima notizia: all'arrivo.{% endif %}";

const followUp = "Se qualcosa cambia, scriviamo.";

export const essential: VoiceWords = {
  labels: {
    ...labels,
    wait: "Aspetto",
    changeAddress: "Cambia indirizzo",
    cancel: "Annulla",
    returns: "Reso",
  },
  promise:
    "{% if promise.ship_by %}Pronto entro {{ promise.ship_by }}. {% endif %}Arrivo previsto: {{ promise.words }}.",
  thank_you_note: {
    first_order: {
      subject: "Ordine {{ order.number }} ricevuto. Grazie",
      preheader: "Cosa succede adesso",
      heading: "Grazie {{ shopper.first_name }}.",
      body: "Il tuo primo ordine da noi è in lavorazione.",
      after: followUp,
    },
    returning: {
      subject: "Ordine {{ order.number }} ricevuto. Grazie ancora",
      preheader: "Cosa succede adesso",
      heading: "Grazie ancora, {{ shopper.first_name }}.",
      body: "Il tuo ordine è in lavorazione.",
      after: followUp,
    },
    vip: {
      subject: "Ordine {{ order.number }} ricevuto. Grazie, come sempre",
      preheader: "Cosa succede adesso",
      heading: "Grazie {{ shopper.first_name }}, come sempre.",
      body: "Il tuo ordine è in lavorazione, con un occhio di riguardo.",
      after: followUp,
    },
    gift: {
      subject: "Regalo ricevuto, ordine {{ order.number }}. Grazie",
      preheader: "Cosa succede adesso",
      heading: "Grazie {{ shopper.first_name }}.",
      body: "Il tuo regalo è in lavorazione. Scriviamo solo a te.",
      after: followUp,
    },
  },
  delay_notice: {
    unshipped: {
      ...late,
      body: `${whatHappened}

È ancora da noi.{% if links.wait %} Scegli:{% endif %}`,
    },
    on_its_way: {
      ...late,
      body: `${whatHappened}

{% if links.wait %}Scegli:{% endif %}`,
    },
    failed_attempt: {
      ...late,
      subject: "Ordine {{ order.number }}: consegna non ancora riuscita",
      preheader:
        "{% if delay.expected %}Prossimo tentativo: {{ delay.expected }}{% else %}Le possibilità{% endif %}",
      heading: "Consegna non ancora riuscita",
      body: `{% if delay.expected %}Prossimo tentativo: **{{ delay.expected }}**. {% endif %}{{ delay.cause | sentence }}. Ci dispiace.

{% if links.wait %}Scegli:{% endif %}`,
    },
  },
  delay_update: {
    moving: {
      subject: "L'ordine {{ order.number }} è di nuovo in viaggio",
      preheader: "{% if delay.expected %}Previsto: {{ delay.expected }}{% else %}In viaggio{% endif %}",
      heading: "Di nuovo in viaggio",
      body: goodNews("È stato registrato ed è in viaggio"),
      after: nextOrArrival,
    },
    shipped: {
      subject: "L'ordine {{ order.number }} è partito",
      preheader: "{% if delay.expected %}Previsto: {{ delay.expected }}{% else %}In viaggio{% endif %}",
      heading: "È partito",
      body: goodNews("È partito ed è in viaggio"),
      after: nextOrArrival,
    },
    ready_for_pickup: {
      subject: "L'ordine {{ order.number }} è pronto per il ritiro",
      preheader: "A un punto di ritiro",
      heading: "Pronto per il ritiro",
      body: `È a un punto di ritiro. Dove e fino a quando lo dice il corriere.`,
      after:
        "{% if delay.next_update %}Prossima notizia: {{ delay.next_update }}, se non è già da te.{% else %}Non riesci a passare? Faccelo sapere.{% endif %}",
    },
    new_date: {
      subject:
        "Ordine {{ order.number }}: {% if delay.expected %}ora previsto {{ delay.expected }}{% else %}ancora nessuna nuova data{% endif %}",
      preheader: "{% if delay.expected %}C'è una nuova data{% else %}Le possibilità{% endif %}",
      heading: "{% if delay.expected %}Una nuova data{% else %}Ancora nessuna nuova data{% endif %}",
      body: `{% if delay.expected %}Ora previsto **{{ delay.expected }}**{% else %}Ancora nessuna nuova data per il tuo ordine{% endif %}: {{ delay.cause }}. Continuiamo a chiedere.

{% if links.cancel or links.change_address %}Scegli:{% endif %}`,
      after: late.after,
    },
    no_news: {
      subject: "Ordine {{ order.number }}: ancora nessuna novità",
      preheader:
        "{% if delay.expected %}Ancora previsto: {{ delay.expected }}{% else %}Ancora nessuna nuova data. Le possibilità{% endif %}",
      heading: "Ancora nessuna novità",
      body: `{% if delay.expected %}Ancora previsto **{{ delay.expected }}**{% else %}Ancora nessuna nuova data per il tuo ordine{% endif %}: {{ delay.cause }}. Continuiamo a chiedere.

{% if links.cancel or links.change_address %}Scegli:{% endif %}`,
      after: late.after,
    },
    arrived: {
      subject: "L'ordine {{ order.number }} è arrivato",
      preheader: "{% if delay.in_time %}Alla fine in tempo{% else %}Grazie di aver aspettato{% endif %}",
      heading: "{% if delay.in_time %}Alla fine in tempo{% else %}Grazie di aver aspettato{% endif %}",
      body: `{% if delay.arrived %}Arrivato **{{ delay.arrived }}**{% else %}Il tuo ordine è arrivato{% endif %}{% if delay.in_time %}, alla fine in tempo{% elsif delay.lateness_at_arrival %}, {{ delay.lateness_at_arrival }} dopo{% endif %}.`,
      after: "Qualcosa non va? Faccelo sapere.",
    },
    part_arrived: {
      subject: "Una parte dell'ordine {{ order.number }} è arrivata",
      preheader: "Il resto deve ancora arrivare",
      heading: "Una parte è arrivata",
      body: `Una parte del tuo ordine è arrivata{% if delay.arrived %} **{{ delay.arrived }}**{% endif %}{% if delay.in_time %}, alla fine in tempo{% elsif delay.lateness_at_arrival %}, {{ delay.lateness_at_arrival }} dopo{% endif %}. Il resto deve ancora arrivare.{% unless delay.in_time %} Grazie di aver aspettato.{% endunless %}`,
      after: "Qualcosa non va? Faccelo sapere.",
    },
  },
  arrival_notice: {
    default: {
      subject: "L'ordine {{ order.number }} arriva oggi",
      preheader: "In consegna",
      heading: "Arriva oggi",
      body: `In consegna: il tuo ordine {{ order.number }} dovrebbe arrivare **oggi**.`,
      after: "Dove si trova: nella pagina di tracciamento.",
    },
    gift: {
      subject: "Il regalo {{ order.number }} arriva oggi",
      preheader: "In consegna",
      heading: "Arriva oggi",
      body: `In consegna: il tuo regalo dovrebbe arrivare **oggi**.`,
      after: "Lo diciamo solo a te.",
    },
  },
  feedback_invitation: {
    default: {
      subject: "Ordine {{ order.number }}: una domanda",
      preheader: "Basta un tocco",
      heading: "Com'è andata?",
      body: "Quanto consiglieresti {{ shop.name }} a qualcuno che conosci?",
      after: "Basta un tocco. Legge una persona.",
    },
    gift: {
      subject: "Il tuo regalo: una domanda",
      preheader: "Basta un tocco",
      heading: "Com'è andata con il regalo?",
      body: "Quanto consiglieresti {{ shop.name }} a qualcuno che conosci?",
      after: "Basta un tocco. Lo chiediamo solo a te.",
    },
  },
  nps_survey: {
    default: {
      subject: "Una domanda da {{ shop.name }}",
      preheader: "Basta un tocco",
      heading: "Una domanda",
      body: "Quanto consiglieresti {{ shop.name }} a qualcuno che conosci?",
      after: "Basta un tocco. Grazie.",
    },
  },
  recovery_offer: recoveryOffer({
    subject: "Ordine {{ order.number }}: per rimediare",
    heading: "Per rimediare",
    opening:
      "{% if goodwill.cause %}{{ goodwill.cause | sentence }}.{% else %}Il tuo ordine non è andato come doveva.{% endif %} Ci dispiace.",
    gifts: {
      words: {
        preheader: "Da parte nostra",
        body: "Grazie della pazienza. Ci stiamo lavorando.",
        after: "C'è ancora qualcosa da sistemare? Scrivici.",
      },
      free_shipping: {
        preheader: "Spedizione gratuita sul prossimo ordine",
        body: "Spedizione gratuita sul prossimo ordine{% if goodwill.code %}. Codice: **{{ goodwill.code }}**{% endif %}.",
        after:
          "{% if goodwill.expires %}Solo per te, una volta, fino a {{ goodwill.expires }}. {% endif %}Da inserire alla cassa.",
      },
      voucher: {
        preheader:
          "{% if goodwill.worth %}{{ goodwill.worth }} sul prossimo ordine{% else %}Sul prossimo ordine{% endif %}",
        body: "{% if goodwill.worth %}**{{ goodwill.worth }}** di sconto sul prossimo ordine{% else %}Un buono per il prossimo ordine{% endif %}{% if goodwill.code %}. Codice: **{{ goodwill.code }}**{% endif %}.",
        after:
          "{% if goodwill.expires %}Solo per te, una volta, fino a {{ goodwill.expires }}. {% endif %}Da inserire alla cassa.",
      },
      store_credit: {
        preheader:
          "{% if goodwill.worth %}{{ goodwill.worth }} sul tuo conto{% else %}Un credito sul tuo conto{% endif %}",
        body: "{% if goodwill.worth %}**{{ goodwill.worth }}** di credito{% else %}Un credito{% endif %} sul tuo conto.",
        after:
          "{% if goodwill.expires %}Vale fino a {{ goodwill.expires }}. {% endif %}Accedi alla cassa per usarlo.",
      },
      replacement: {
        preheader: "Lo mandiamo di nuovo",
        body: "Lo mandiamo di nuovo, gratis. Non devi fare nulla.",
        after: "Prossima notizia: quando parte.",
      },
    },
  }),
  product_follow_up: {
    default: {
      subject: "{% if product.title %}{{ product.title }}: tutto{% else %}Tutto{% endif %} bene?",
      preheader: "Domande? Scrivici",
      heading: "Tutto bene?",
      body: "{% if product.title %}**{{ product.title }}** è{% else %}Il tuo ordine è{% endif %} da te da un po'. Fa quello che deve?",
      after: "Qualcosa non è chiaro o non va: scrivici. Risponde una persona.",
    },
    gift: {
      subject: "Il tuo regalo: tutto bene?",
      preheader: "Domande? Scrivici",
      heading: "Tutto bene con il regalo?",
      body: "Il tuo regalo è nelle mani giuste da un po'. Va tutto bene?",
      after: "Qualcosa non va: scrivici. Lo diciamo solo a te.",
    },
  },
  win_back: {
    default: {
      subject: "{{ shop.name }}: è passato un po'",
      preheader: "Siamo sempre qui",
      heading: "È passato un po'",
      body: "Il tuo ultimo ordine è di qualche tempo fa. Se ti serve ancora qualcosa, siamo qui.",
      after: "Se qualcosa non andava, scrivici. Legge una persona.",
    },
  },
  vip_reward: {
    default: {
      subject: "Grazie da {{ shop.name }}",
      preheader: "Per chi ci sceglie spesso",
      heading: "Grazie",
      body: `Ci scegli spesso. Grazie.`,
      after:
        "{% if reward.code %}Per il prossimo ordine: codice **{{ reward.code }}** alla cassa.{% else %}Ti serve qualcosa? Scrivici. Risponde una persona.{% endif %}",
    },
  },
  surprise: { default: onCard("Nel pacco c'è qualcosa in più.") },
  replenishment: {
    default: {
      subject:
        "{% if product.title %}{{ product.title }}: ne serve ancora?{% else %}{{ shop.name }}: ne serve ancora?{% endif %}",
      preheader: "Un promemoria",
      heading: "Ne serve ancora?",
      body: `{% if product.title %}**{{ product.title }}** potrebbe stare per finire.{% else %}Il tuo ultimo acquisto potrebbe stare per finire.{% endif %}`,
      after: "Ne hai ancora? Ignora questa e-mail.",
    },
  },
  welcome: {
    default: {
      subject: "{{ shop.name }}: l'iscrizione è fatta",
      preheader: "Grazie",
      heading: "L'iscrizione è fatta",
      body: `Grazie. Ti scriviamo quando c'è una novità.`,
      after:
        "{% if reward.code %}Per il prossimo ordine: codice **{{ reward.code }}** alla cassa.{% else %}Domande? Scrivici. Risponde una persona.{% endif %}",
    },
  },
  new_arrivals: {
    default: {
      subject:
        "{{ shop.name }}: {% if product.title %}{{ product.title }} è una novità{% else %}le novità{% endif %}",
      preheader: "Simili a quello che hai comprato",
      heading: "Novità",
      body: `Novità simili a quello che hai comprato:`,
      after: "Ne scriviamo al massimo una volta al mese.",
    },
  },
};
