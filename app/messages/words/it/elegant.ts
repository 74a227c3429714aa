import type { VoiceWords } from "../../message-words";
import { onCard } from "../on-card";
import { recoveryOffer } from "../recovery-offer";
import { labels } from "./labels";

// This voice says "Lei".
const dear = "{% if shopper.first_name %}Gentile {{ shopper.first_name }},{% else %}Buongiorno,{% endif %}";

const late = {
  subject:
    "Il Suo ordine {{ order.number }} {% if delay.lateness %}può tardare {{ delay.lateness }}{% elsif delay.overdue %}è in ritardo{% else %}può tardare{% endif %}",
  preheader:
    "{% if delay.expected %}Ora ne prevediamo l'arrivo {{ delay.expected_when }}{% else %}Che cosa sappiamo e che cosa possiamo offrire{% endif %}",
  heading: "Una parola sul Suo ordine",
  after:
    "{% if delay.next_update %}Le scriveremo di nuovo {{ delay.next_update }}, anche in assenza di novità.{% else %}Le scriveremo di nuovo al suo arrivo.{% endif %}",
};

const whatHappened = `${dear}

{% if delay.promised_due %}il Suo ordine era promesso {{ delay.promised_due }}.{% else %}il Suo ordine richiede più tempo di quanto vorremmo.{% endif %} {{ delay.cause | sentence }}{% if delay.expected %} e ora ne prevediamo l'arrivo **{{ delay.expected }}**{% if delay.lateness %}, {{ delay.lateness }} più tardi{% endif %}{% else %} e non è ancora possibile indicare una nuova data{% endif %}. La preghiamo di accettare le nostre scuse.`;

const goodNews = (news: string) => `${dear}

{% if delay.expected %}ora prevediamo l'arrivo del Suo ordine **{{ delay.expected }}**: {% else %}abbiamo il piacere di darLe notizie del Suo ordine: {% endif %}${news}. Grazie della pazienza.`;

const nextOrArrival =
  "{% if delay.next_update %}Le scriveremo {{ delay.next_update }}, oppure al suo arrivo.{% else %}Le scriveremo al suo arrivo.{% endif %}";

const followUp = "Se qualcosa dovesse cambiare lungo il percorso, sarà nostra premura informarLa.";

export const elegant: VoiceWords = {
  labels: {
    ...labels,
    wait: "Attendo volentieri",
    changeAddress: "Modificare l'indirizzo",
    cancel: "Annullare l'ordine",
    talk: "Parlare con noi",
    followOrder: "Seguire l'ordine",
    seeOrder: "Vedere l'ordine",
    answer: "Rispondere sulla nostra pagina",
    why: (shopName, orderNumber) =>
      `Riceve questa e-mail per il Suo ordine ${orderNumber ?? ""} presso ${shopName}.`,
    whyCare: (shopName) => `Riceve questa e-mail perché ha accettato di avere notizie da ${shopName}.`,
    unsubscribe: "Non ricevere più domande per e-mail",
  },
  promise:
    "{% if promise.ship_by %}Lascerà le nostre mani entro {{ promise.ship_by }} e dovrebbe giungere {{ promise.when }}.{% else %}Dovrebbe giungere {{ promise.when }}.{% endif %}",
  thank_you_note: {
    first_order: {
      subject: "Con i nostri ringraziamenti: ordine {{ order.number }}",
      preheader: "Il Suo primo ordine, in mani attente",
      heading: "Grazie, {{ shopper.first_name }}.",
      body: "Il Suo primo ordine da {{ shop.name }} è per noi un piacere. Ora è in mani attente, e resterà sotto i nostri occhi finché non sarà nelle Sue.",
      after: followUp,
    },
    returning: {
      subject: "È un piacere ritrovarLa: ordine {{ order.number }}",
      preheader: "Il Suo ordine è in mani attente",
      heading: "È un piacere ritrovarLa, {{ shopper.first_name }}.",
      body: "Grazie della fiducia che accorda ancora una volta a {{ shop.name }}. Il Suo ordine è in mani attente.",
      after: followUp,
    },
    vip: {
      subject: "Con la nostra speciale gratitudine: ordine {{ order.number }}",
      preheader: "Il Suo ordine ha tutta la nostra attenzione",
      heading: "Con speciale gratitudine, {{ shopper.first_name }}.",
      body: "La Sua fedeltà a {{ shop.name }} non passa inosservata. Questo ordine ha tutta la nostra attenzione, di persona.",
      after: followUp,
    },
    gift: {
      subject: "Con i nostri ringraziamenti: il Suo regalo è in mani attente",
      preheader: "Scriviamo soltanto a Lei",
      heading: "Grazie, {{ shopper.first_name }}.",
      body: "Prepariamo il Suo regalo con la cura che merita. Scriviamo soltanto a Lei, così che la sorpresa resti Sua da donare.",
      after: followUp,
    },
  },
  delay_notice: {
    unshipped: {
      ...late,
      body: `${whatHappened}

Non ha ancora lasciato le nostre mani{% if links.cancel %}, ed è possibile modificarlo o annullarlo{% endif %}.{% if links.wait %} Come preferisce procedere?{% endif %}`,
    },
    on_its_way: {
      ...late,
      body: `${whatHappened}

{% if links.wait %}Come preferisce procedere?{% endif %}`,
    },
    failed_attempt: {
      ...late,
      subject: "Il Suo ordine {{ order.number }}: consegna non ancora riuscita",
      preheader:
        "{% if delay.expected %}Il prossimo tentativo: {{ delay.expected_when }}{% else %}Che cosa è accaduto e che cosa possiamo offrire{% endif %}",
      body: `${dear}

{% if delay.expected %}il prossimo tentativo di consegna è previsto **{{ delay.expected }}**. {{ delay.cause | sentence }}{% else %}desideriamo informarLa sul Suo ordine: {{ delay.cause }}{% endif %}. La preghiamo di accettare le nostre scuse per l'attesa ulteriore.

{% if links.change_address %}Se l'indirizzo richiede una correzione, può indicarcela da qui. {% endif %}{% if links.wait %}Come preferisce procedere?{% endif %}`,
    },
  },
  delay_update: {
    moving: {
      subject: "Il Suo ordine {{ order.number }} è di nuovo in viaggio",
      preheader:
        "{% if delay.expected %}Ne prevediamo l'arrivo {{ delay.expected_when }}{% else %}È stato registrato ed è in viaggio{% endif %}",
      heading: "Di nuovo in viaggio",
      body: goodNews("è stato registrato e viaggia verso di Lei"),
      after: nextOrArrival,
    },
    shipped: {
      subject: "Il Suo ordine {{ order.number }} è partito",
      preheader:
        "{% if delay.expected %}Ne prevediamo l'arrivo {{ delay.expected_when }}{% else %}È in viaggio verso di Lei{% endif %}",
      heading: "È partito",
      body: goodNews("è partito e viaggia verso di Lei"),
      after: nextOrArrival,
    },
    ready_for_pickup: {
      subject: "Il Suo ordine {{ order.number }} è pronto per il ritiro",
      preheader: "La attende a un punto di ritiro",
      heading: "Pronto per il ritiro",
      body: `Gentile {{ shopper.first_name }},

il corriere ha portato il Suo ordine a un punto di ritiro, dove La attende. Il luogo e il termine sono indicati dal corriere. Grazie della pazienza.`,
      after:
        "{% if delay.next_update %}Le scriveremo di nuovo {{ delay.next_update }}, se non l'avrà già ritirato.{% else %}Se non potesse ritirarlo, ce lo faccia sapere.{% endif %}",
    },
    new_date: {
      subject:
        "Il Suo ordine {{ order.number }}: {% if delay.expected %}arrivo previsto {{ delay.expected_when }}{% else %}non è ancora possibile indicare una nuova data{% endif %}",
      preheader:
        "{% if delay.expected %}C'è una nuova data{% else %}Come annunciato, una parola da noi{% endif %}",
      heading:
        "{% if delay.expected %}Una nuova data per il Suo ordine{% else %}Una parola sul Suo ordine{% endif %}",
      body: `${dear}

{% if delay.expected %}ora prevediamo l'arrivo del Suo ordine **{{ delay.expected }}**{% else %}come annunciato Le scriviamo, benché non sia ancora possibile indicare una nuova data{% endif %}: {{ delay.cause }}. Continuiamo a occuparcene.

{% if links.cancel or links.change_address %}Se preferisce non attendere oltre, ce lo faccia sapere:{% endif %}`,
      after: late.after,
    },
    no_news: {
      subject: "Il Suo ordine {{ order.number }}: ancora nessuna novità",
      preheader:
        "{% if delay.expected %}Ne prevediamo ancora l'arrivo {{ delay.expected_when }}{% else %}Come annunciato, una parola da noi{% endif %}",
      heading: "Ancora nessuna novità",
      body: `${dear}

{% if delay.expected %}prevediamo ancora l'arrivo del Suo ordine **{{ delay.expected }}**, benché non ci sia nulla di nuovo{% else %}come annunciato Le scriviamo oggi, benché sul Suo ordine non ci sia nulla di nuovo{% endif %}: {{ delay.cause }}. Continuiamo a occuparcene.

{% if links.cancel or links.change_address %}Se preferisce non attendere oltre, ce lo faccia sapere:{% endif %}`,
      after: late.after,
    },
    arrived: {
      subject:
        "Il Suo ordine {{ order.number }} è arrivato{% if delay.in_time %}, e alla fine in tempo{% else %}. Grazie dell'attesa{% endif %}",
      preheader: "Restiamo a disposizione",
      heading: "{% if delay.in_time %}Alla fine è arrivato in tempo{% else %}Grazie dell'attesa{% endif %}",
      body: `${dear}

{% if delay.arrived %}**{{ delay.arrived }}** il Suo ordine è arrivato{% else %}il Suo ordine è arrivato{% endif %}{% if delay.lateness_at_arrival %}, {{ delay.lateness_at_arrival }} dopo la data promessa{% endif %}. {% if delay.in_time %}Siamo lieti che alla fine sia arrivato in tempo.{% else %}Le siamo grati della pazienza.{% endif %}`,
      after: "Se qualcosa non dovesse soddisfarLa, restiamo a disposizione.",
    },
    part_arrived: {
      subject: "Una parte del Suo ordine {{ order.number }} è arrivata",
      preheader: "Il resto deve ancora arrivare",
      heading: "Una parte del Suo ordine è arrivata",
      body: `${dear}

{% if delay.arrived %}**{{ delay.arrived }}** è arrivata una parte del Suo ordine{% else %}è arrivata una parte del Suo ordine{% endif %}{% if delay.lateness_at_arrival %}, {{ delay.lateness_at_arrival }} dopo la data promessa{% endif %}. {% if delay.in_time %}Siamo lieti che alla fine sia arrivata in tempo. {% endif %}Il resto deve ancora arrivare.{% unless delay.in_time %} Le siamo grati della pazienza.{% endunless %}`,
      after: "Se qualcosa non dovesse soddisfarLa, restiamo a disposizione.",
    },
  },
  arrival_notice: {
    default: {
      subject: "Il Suo ordine {{ order.number }} sarà consegnato oggi",
      preheader: "È in consegna",
      heading: "In consegna oggi",
      body: `${dear}

il Suo ordine {{ order.number }} è con il corriere e Le sarà consegnato **oggi**.`,
      after: "La pagina di tracciamento indica dove si trova.",
    },
    gift: {
      subject: "Il Suo regalo {{ order.number }} sarà consegnato oggi",
      preheader: "È in consegna",
      heading: "In consegna oggi",
      body: `${dear}

il Suo regalo è con il corriere e sarà consegnato **oggi**.`,
      after: "Scriviamo soltanto a Lei, perché la sorpresa resti tale.",
    },
  },
  feedback_invitation: {
    default: {
      subject: "La Sua opinione sull'ordine {{ order.number }}",
      preheader: "Una sola domanda",
      heading: "Possiamo chiederLe com'è andata?",
      body: `${dear}

il Suo ordine avrà ormai trovato il suo posto. Quanto consiglierebbe {{ shop.name }} a una persona amica?`,
      after: "Basta un numero. Ogni risposta viene letta di persona.",
    },
    gift: {
      subject: "La Sua opinione sul regalo che ha scelto",
      preheader: "Una sola domanda",
      heading: "Possiamo chiederLe com'è andata?",
      body: `${dear}

il Suo regalo sarà ormai nelle mani giuste. Quanto consiglierebbe {{ shop.name }} a una persona amica?`,
      after: "Basta un numero. Lo chiediamo soltanto a Lei.",
    },
  },
  nps_survey: {
    default: {
      subject: "Una sola domanda da {{ shop.name }}",
      preheader: "La Sua opinione conta",
      heading: "Una sola domanda",
      body: `${dear}

quanto consiglierebbe {{ shop.name }} a una persona amica?`,
      after: "Basta un numero. Grazie del Suo tempo.",
    },
  },
  recovery_offer: recoveryOffer({
    subject: "A proposito del Suo ordine {{ order.number }}",
    heading: "Ci permetta di rimediare",
    opening: `${dear}

{% if goodwill.cause_formal %}{{ goodwill.cause_formal }}.{% else %}il Suo ordine non è andato come avrebbe dovuto.{% endif %} Ci dispiace sinceramente.`,
    gifts: {
      words: {
        preheader: "Una parola personale",
        body: "Le siamo grati della pazienza e abbiamo esaminato con cura quanto è accaduto.",
        after: "Se resta qualcosa da sistemare, siamo a Sua disposizione.",
      },
      free_shipping: {
        preheader: "La prossima consegna è un nostro omaggio",
        body: "La prossima consegna è un nostro omaggio{% if goodwill.code %}: basta il codice **{{ goodwill.code }}**{% endif %}.",
        after:
          "{% if goodwill.expires %}È riservato a Lei, vale una volta e fino a {{ goodwill.expires }}. {% endif %}La preghiamo di inserirlo al momento dell'ordine.",
      },
      voucher: {
        preheader:
          "{% if goodwill.worth %}{{ goodwill.worth }} per il Suo prossimo ordine{% else %}Per il Suo prossimo ordine{% endif %}",
        body: "La preghiamo di accettare {% if goodwill.worth %}**{{ goodwill.worth }}**{% else %}un omaggio{% endif %} per il prossimo ordine{% if goodwill.code %}, con il codice **{{ goodwill.code }}**{% endif %}.",
        after:
          "{% if goodwill.expires %}È riservato a Lei, vale una volta e fino a {{ goodwill.expires }}. {% endif %}La preghiamo di inserirlo al momento dell'ordine.",
      },
      store_credit: {
        preheader:
          "{% if goodwill.worth %}{{ goodwill.worth }} a Sua disposizione{% else %}Un credito a Sua disposizione{% endif %}",
        body: "Sul Suo conto presso di noi trova {% if goodwill.worth %}**{{ goodwill.worth }}**{% else %}un credito{% endif %}.",
        after:
          "{% if goodwill.expires %}Vale fino a {{ goodwill.expires }}. {% endif %}Si applica accedendo al momento dell'ordine.",
      },
      replacement: {
        preheader: "Prepariamo una sostituzione",
        body: "Stiamo preparando con particolare cura una sostituzione, senza alcun costo per Lei.",
        after: "Le scriveremo quando sarà partita.",
      },
    },
  }),
  product_follow_up: {
    default: {
      subject: "{% if product.title %}{{ product.title }}: è{% else %}È{% endif %} tutto di Suo gradimento?",
      preheader: "Restiamo a Sua disposizione",
      heading: "È tutto di Suo gradimento?",
      body: `${dear}

{% if product.title %}**{{ product.title }}** è{% else %}il Suo ordine è{% endif %} con Lei da qualche tempo, e ci auguriamo che Le dia piacere.`,
      after: "Per qualsiasi domanda può scriverci. Le risponderà una persona.",
    },
    gift: {
      subject: "È tutto a posto con il Suo regalo?",
      preheader: "Restiamo a Sua disposizione",
      heading: "È tutto a posto con il Suo regalo?",
      body: `${dear}

il Suo regalo è nelle mani giuste da qualche tempo, e ci auguriamo che abbia fatto piacere.`,
      after: "Se qualcosa non fosse come desiderato, può scriverci. Scriviamo soltanto a Lei.",
    },
  },
  win_back: {
    default: {
      subject: "Sarebbe un piacere ritrovarLa",
      preheader: "Un saluto da {{ shop.name }}",
      heading: "Sarebbe un piacere ritrovarLa",
      body: `${dear}

è trascorso qualche tempo dalla Sua ultima visita. Se lo desidera, {{ shop.name }} La accoglierà con piacere.`,
      after: "Se qualcosa ha deluso le attese, ci farebbe piacere saperlo.",
    },
  },
  vip_reward: {
    default: {
      subject: "Con la nostra gratitudine",
      preheader: "Un ringraziamento da {{ shop.name }}",
      heading: "Con la nostra gratitudine",
      body: `${dear}

più di una volta ci ha onorati della Sua scelta, e desideriamo ringraziarLa.`,
      after:
        "{% if reward.code %}In segno di gratitudine, il codice **{{ reward.code }}** è a Sua disposizione per il prossimo ordine.{% else %}Per qualsiasi necessità restiamo a Sua disposizione.{% endif %}",
    },
  },
  surprise: { default: onCard("All'interno, un piccolo segno della nostra stima.") },
  replenishment: {
    default: {
      subject:
        "{% if product.title %}{{ product.title }}: un promemoria{% else %}Un promemoria da {{ shop.name }}{% endif %}",
      preheader: "Se ne desidera ancora",
      heading: "Un promemoria",
      body: `${dear}

{% if product.title %}la Sua scorta di **{{ product.title }}** potrebbe volgere al termine.{% else %}la Sua scorta potrebbe volgere al termine.{% endif %} Se ne desidera ancora, è a Sua disposizione.`,
      after: "Se ne ha ancora a sufficienza, non tenga conto di questo messaggio.",
    },
  },
  welcome: {
    default: {
      subject: "È un piacere averLa con noi",
      preheader: "Un saluto da {{ shop.name }}",
      heading: "È un piacere averLa con noi",
      body: `${dear}

La ringraziamo di voler ricevere nostre notizie. Le scriveremo solo quando ne varrà la pena.`,
      after:
        "{% if reward.code %}Quale piccolo omaggio, il codice **{{ reward.code }}** è a Sua disposizione per il prossimo ordine.{% else %}Per qualsiasi necessità restiamo a Sua disposizione.{% endif %}",
    },
  },
  new_arrivals: {
    default: {
      subject:
        "{% if product.title %}Novità da {{ shop.name }}: {{ product.title }}{% else %}Novità da {{ shop.name }}{% endif %}",
      preheader: "Nello spirito delle Sue scelte",
      heading: "Nuovi arrivi",
      body: `${dear}

ci permetta di presentarLe quanto è appena arrivato, nello spirito delle Sue scelte:`,
      after: "È a Sua disposizione quando lo desidera.",
    },
  },
};
