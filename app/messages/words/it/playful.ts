import type { VoiceWords } from "../../message-words";
import { onCard } from "../on-card";
import { recoveryOffer } from "../recovery-offer";
import { labels } from "./labels";

const late = {
  subject:
    "L'ordine {{ order.number }} se la prende comoda{% if delay.lateness %}: {{ delay.lateness }} in più{% endif %}",
  preheader:
    "{% if delay.expected %}Nuovo programma: {{ delay.expected }}{% else %}Cosa sappiamo e cosa puoi fare{% endif %}",
  heading: "Il tuo ordine se la prende comoda{% if delay.lateness %}: {{ delay.lateness }} in più{% endif %}",
  after:
    "{% if delay.next_update %}Ci risentiamo {{ delay.next_update }}, novità o non novità.{% else %}Ci risentiamo quando arriva.{% endif %}",
};

const whatHappened = `Ehi {{ shopper.first_name }},

{% if delay.promised_due %}il tuo ordine era in programma {{ delay.promised_due }}.{% else %}il tuo ordine sta facendo il giro lungo.{% endif %} {{ delay.cause | sentence }}.{% if delay.expected %} Nuovo programma: dovrebbe essere da te **{{ delay.expected }}**.{% else %} Una nuova data su cui scommettere ancora non l'abbiamo.{% endif %} Scusaci, non era questo il patto.`;

const goodNews = (news: string) => `Ehi {{ shopper.first_name }},

{% if delay.expected %}**{{ delay.expected }}**, ecco il nuovo programma del tuo ordine: {% else %}il tuo ordine si è svegliato: {% endif %}${news}. Grazie di avere tenuto duro.`;

const nextOrArrival =
  "{% if delay.next_update %}Ci risentiamo {{ delay.next_update }}, o appena arriva.{% else %}Ci risentiamo quando arriva.{% endif %}";

const followUp = "Se il programma cambia, lo sai da noi prima di tutti. Parola.";

export const playful: VoiceWords = {
  labels: { ...labels, wait: "Niente fretta, aspetto", seeOrder: "Sbircia il tuo ordine" },
  promise:
    "{% if promise.ship_by %}Parte da qui entro {{ promise.ship_by }} e dovrebbe essere da te {{ promise.when }}.{% else %}Dovrebbe essere da te {{ promise.when }}.{% endif %}",
  thank_you_note: {
    first_order: {
      subject: "Evviva, {{ shopper.first_name }}! All'ordine {{ order.number }} ora pensiamo noi",
      preheader: "Ai primi ordini qui si fa un balletto",
      heading: "Evviva, {{ shopper.first_name }}! Si comincia.",
      body: "Ai primi ordini qui si fa un balletto, e il tuo l'ha appena avuto. Ora rilassati: noi scegliamo, incartiamo e facciamo la guardia fino alla tua porta.",
      after: followUp,
    },
    returning: {
      subject: "Ancora tu, {{ shopper.first_name }}! L'ordine {{ order.number }} è già sul banco",
      preheader: "Ci speravamo",
      heading: "Ancora tu, {{ shopper.first_name }}! Che bello.",
      body: "Ci speravamo. Il tuo ordine è già saltato sul nostro banco, e abbiamo tirato fuori la carta buona.",
      after: followUp,
    },
    vip: {
      subject: "{{ shopper.first_name }}, per l'ordine {{ order.number }} stendiamo il tappeto rosso",
      preheader: "Ormai qui sei di casa",
      heading: "Tappeto rosso, {{ shopper.first_name }}.",
      body: "Ormai qui sei di casa. Il tuo ordine passa davanti a tutti i nostri pensieri, e chi lo prepara sta sorridendo.",
      after: followUp,
    },
    gift: {
      subject: "Psst, {{ shopper.first_name }}: il tuo regalo è al sicuro",
      preheader: "Acqua in bocca",
      heading: "Psst, {{ shopper.first_name }}. Il tuo regalo è al sicuro.",
      body: "Acqua in bocca: scriviamo solo a te, e il pacco mantiene il segreto finché non si apre.",
      after: followUp,
    },
  },
  delay_notice: {
    unshipped: {
      ...late,
      body: `${whatHappened}

È ancora qui da noi{% if links.cancel %}, quindi si può ancora fare tutto{% endif %}.{% if links.wait %} Decidi tu:{% endif %}`,
    },
    on_its_way: {
      ...late,
      body: `${whatHappened}

{% if links.wait %}Decidi tu:{% endif %}`,
    },
    failed_attempt: {
      ...late,
      subject: "L'ordine {{ order.number }} era quasi arrivato",
      preheader:
        "{% if delay.expected %}Prossimo tentativo: {{ delay.expected }}{% else %}Cosa è successo e cosa puoi fare{% endif %}",
      heading: "Il tuo ordine era quasi arrivato",
      body: `Ehi {{ shopper.first_name }},

{% if delay.expected %}prossimo tentativo **{{ delay.expected }}**. {{ delay.cause | sentence }}{% else %}c'era quasi: {{ delay.cause }}{% endif %}. Scusaci per il giro in più.

{% if links.change_address %}Se l'indirizzo va sistemato, diccelo da qui. {% endif %}{% if links.wait %}Decidi tu:{% endif %}`,
    },
  },
  delay_update: {
    moving: {
      subject: "L'ordine {{ order.number }} è ripartito",
      preheader:
        "{% if delay.expected %}Ora lo aspettiamo {{ delay.expected_when }}{% else %}È stato registrato e corre verso di te{% endif %}",
      heading: "È ripartito",
      body: goodNews("è stato registrato e corre verso di te"),
      after: nextOrArrival,
    },
    shipped: {
      subject: "L'ordine {{ order.number }} è partito",
      preheader:
        "{% if delay.expected %}Ora lo aspettiamo {{ delay.expected_when }}{% else %}È partito e corre verso di te{% endif %}",
      heading: "È partito",
      body: goodNews("è partito e corre verso di te"),
      after: nextOrArrival,
    },
    ready_for_pickup: {
      subject: "L'ordine {{ order.number }} ti aspetta",
      preheader: "È pronto a un punto di ritiro",
      heading: "Pronto, quando vuoi tu",
      body: `Ehi {{ shopper.first_name }},

il tuo ordine ha raggiunto un punto di ritiro e ti aspetta lì. Dove e fino a quando lo sa il corriere: segui il tuo ordine da qui. Grazie di avere tenuto duro.`,
      after:
        "{% if delay.next_update %}Ci risentiamo {{ delay.next_update }}, se non l'hai già con te.{% else %}Non riesci a passare? Faccelo sapere e troviamo un modo.{% endif %}",
    },
    new_date: {
      subject:
        "Ordine {{ order.number }}: {% if delay.expected %}nuovo programma, {{ delay.expected }}{% else %}ancora nessun programma{% endif %}",
      preheader:
        "{% if delay.expected %}Il programma è cambiato{% else %}Avevamo detto che avremmo scritto: eccoci{% endif %}",
      heading:
        "{% if delay.expected %}Un nuovo programma per il tuo ordine{% else %}Ancora nessun programma per il tuo ordine{% endif %}",
      body: `Ehi {{ shopper.first_name }},

{% if delay.expected %}nuovo programma: il tuo ordine dovrebbe essere da te **{{ delay.expected }}**{% else %}avevamo detto che ti avremmo scritto, e una nuova data su cui scommettere ancora non l'abbiamo{% endif %}. {{ delay.cause | sentence }}. Continuiamo a bussare finché qualcuno risponde.

{% if links.cancel or links.change_address %}Non hai più voglia di aspettare? Faccelo sapere:{% endif %}`,
      after: late.after,
    },
    no_news: {
      subject: "Ordine {{ order.number }}: niente di nuovo, ma non molliamo",
      preheader:
        "{% if delay.expected %}Lo aspettiamo ancora {{ delay.expected_when }}{% else %}Avevamo detto che avremmo scritto: eccoci{% endif %}",
      heading: "Niente di nuovo, ma non molliamo",
      body: `Ehi {{ shopper.first_name }},

{% if delay.expected %}aspettiamo ancora il tuo ordine **{{ delay.expected }}**, senza niente da aggiungere{% else %}avevamo detto che ti avremmo scritto, e lo facciamo anche a mani vuote{% endif %}: {{ delay.cause }}. Continuiamo a bussare finché qualcuno risponde.

{% if links.cancel or links.change_address %}Non hai più voglia di aspettare? Faccelo sapere:{% endif %}`,
      after: late.after,
    },
    arrived: {
      subject:
        "L'ordine {{ order.number }} ce l'ha fatta{% if delay.in_time %}, e alla fine in tempo{% else %}. Grazie di aver aspettato{% endif %}",
      preheader: "{% if delay.in_time %}Felici di aver avuto torto{% else %}Che pazienza{% endif %}",
      heading:
        "Ce l'ha fatta{% if delay.in_time %}, e alla fine in tempo.{% else %}. Grazie di aver aspettato.{% endif %}",
      body: `Ehi {{ shopper.first_name }},

{% if delay.arrived %}**{{ delay.arrived }}** il tuo ordine ce l'ha fatta{% else %}il tuo ordine ce l'ha fatta{% endif %}{% if delay.lateness_at_arrival %}, {{ delay.lateness_at_arrival }} dopo il programma{% endif %}. {% if delay.in_time %}Alla fine in tempo: siamo felici di aver avuto torto.{% else %}Hai avuto una pazienza d'oro, e te ne dobbiamo una.{% endif %}`,
      after: "Se nella scatola qualcosa non va, faccelo sapere e lo sistemiamo.",
    },
    part_arrived: {
      subject: "Una parte dell'ordine {{ order.number }} ce l'ha fatta",
      preheader: "Il resto deve ancora arrivare",
      heading:
        "Una parte ce l'ha fatta{% if delay.in_time %}, e alla fine in tempo.{% else %}. Grazie di aver aspettato.{% endif %}",
      body: `Ehi {{ shopper.first_name }},

{% if delay.arrived %}**{{ delay.arrived }}** una parte del tuo ordine ce l'ha fatta{% else %}una parte del tuo ordine ce l'ha fatta{% endif %}{% if delay.lateness_at_arrival %}, {{ delay.lateness_at_arrival }} dopo il programma{% endif %}. {% if delay.in_time %}Alla fine in tempo: siamo felici di aver avuto torto. {% endif %}Il resto deve ancora arrivare.{% unless delay.in_time %} Hai avuto una pazienza d'oro, e te ne dobbiamo una.{% endunless %}`,
      after: "Se nella scatola qualcosa non va, faccelo sapere e lo sistemiamo.",
    },
  },
  arrival_notice: {
    default: {
      subject: "L'ordine {{ order.number }} sta per suonare",
      preheader: "Oggi è in consegna",
      heading: "Sta per suonare",
      body: `Ehi {{ shopper.first_name }},

il tuo ordine {{ order.number }} è sul furgone e dovrebbe suonare alla porta **oggi**.`,
      after: "Vuoi seguirlo? La pagina di tracciamento ne sa di più.",
    },
    gift: {
      subject: "Il regalo {{ order.number }} sta per arrivare",
      preheader: "Oggi è in consegna",
      heading: "Sta per arrivare",
      body: `Ehi {{ shopper.first_name }},

il tuo regalo è sul furgone e dovrebbe suonare alla porta giusta **oggi**.`,
      after: "Acqua in bocca: lo diciamo solo a te.",
    },
  },
  feedback_invitation: {
    default: {
      subject: "Allora, {{ shopper.first_name }}, com'è andata?",
      preheader: "Un tocco, niente compiti",
      heading: "Allora, com'è andata?",
      body: `Ehi {{ shopper.first_name }},

la scatola è aperta, il verdetto è tuo. Quanto parleresti bene di {{ shop.name }} a chi conosci?`,
      after: "Un tocco, niente compiti. Lo legge una persona vera, critiche comprese.",
    },
    gift: {
      subject: "Allora, {{ shopper.first_name }}, com'è andata la sorpresa?",
      preheader: "Un tocco, niente compiti",
      heading: "Com'è andata la sorpresa?",
      body: `Ehi {{ shopper.first_name }},

il segreto ormai dovrebbe essere svelato. Quanto parleresti bene di {{ shop.name }} a chi conosci?`,
      after: "Un tocco, niente compiti. Lo chiediamo solo a te, la sorpresa resta tua.",
    },
  },
  nps_survey: {
    default: {
      subject: "Domanda lampo, {{ shopper.first_name }}",
      preheader: "Undici numeri, un tocco",
      heading: "Domanda lampo",
      body: `Ehi {{ shopper.first_name }},

undici numeri, un tocco: quanto parleresti bene di {{ shop.name }} a chi conosci?`,
      after: "Tutto qui. Grazie.",
    },
  },
  recovery_offer: recoveryOffer({
    subject: "Ordine {{ order.number }}: te ne dobbiamo una",
    heading: "Te ne dobbiamo una",
    opening: `Ehi {{ shopper.first_name }},

{% if goodwill.cause %}{{ goodwill.cause }}.{% else %}il tuo ordine ha preso la strada sbagliata.{% endif %} Non era questo il piano, e ci dispiace.`,
    gifts: {
      words: {
        preheader: "Due parole, senza giri",
        body: "Niente giri di parole: grazie di averla presa così bene e di essere ancora con noi.",
        after: "C'è ancora qualcosa da sistemare? Rispondi, ti legge una persona vera.",
      },
      free_shipping: {
        preheader: "Il prossimo viaggio lo offriamo noi",
        body: "Il prossimo viaggio lo offriamo noi{% if goodwill.code %}: con **{{ goodwill.code }}** la spedizione è gratis{% endif %}.",
        after:
          "{% if goodwill.expires %}Solo per te, una volta sola, fino a {{ goodwill.expires }}. {% endif %}Mettilo nel campo sconti alla cassa.",
      },
      voucher: {
        preheader:
          "{% if goodwill.worth %}{{ goodwill.worth }} parlano meglio di noi{% else %}Un pensierino da parte nostra{% endif %}",
        body: "Ecco {% if goodwill.worth %}**{{ goodwill.worth }}**{% else %}un pensierino{% endif %} in meno sul prossimo ordine{% if goodwill.code %}. Di' **{{ goodwill.code }}** e lo sconto è tuo{% endif %}.",
        after:
          "{% if goodwill.expires %}Solo per te, una volta sola, fino a {{ goodwill.expires }}. {% endif %}Mettilo nel campo sconti alla cassa.",
      },
      store_credit: {
        preheader:
          "{% if goodwill.worth %}{{ goodwill.worth }} sul tuo conto{% else %}Qualcosa sul tuo conto{% endif %}",
        body: "Da' un'occhiata al tuo conto da noi: {% if goodwill.worth %}**{{ goodwill.worth }}** ti aspettano{% else %}un credito ti aspetta{% endif %}.",
        after:
          "{% if goodwill.expires %}Da usare entro {{ goodwill.expires }}. {% endif %}Accedi alla cassa e salta fuori da solo.",
      },
      replacement: {
        preheader: "Buona la seconda",
        body: "Buona la seconda: lo rifacciamo noi, a spese nostre. Tu non devi fare nulla.",
        after: "Ti diciamo quando parte.",
      },
    },
  }),
  product_follow_up: {
    default: {
      subject:
        "{% if product.title %}Tu e {{ product.title }}: come va?{% else %}Allora, {{ shopper.first_name }}, come va?{% endif %}",
      preheader: "Ormai siete in confidenza?",
      heading: "Come va tra voi?",
      body: `Ehi {{ shopper.first_name }},

{% if product.title %}**{{ product.title }}** ha{% else %}il tuo ordine ha{% endif %} avuto il tempo di ambientarsi. Ormai siete in confidenza?`,
      after: "Se fa i capricci, diccelo. Una persona vera sa come prenderlo.",
    },
    gift: {
      subject: "Allora, {{ shopper.first_name }}, il regalo fa il bravo?",
      preheader: "Lo chiediamo solo a te",
      heading: "Il regalo fa il bravo?",
      body: `Ehi {{ shopper.first_name }},

il tuo regalo ha avuto il tempo di ambientarsi. Speriamo che strappi ancora un sorriso.`,
      after: "Se fa i capricci, diccelo. Acqua in bocca, come sempre.",
    },
  },
  win_back: {
    default: {
      subject: "Toc toc, {{ shopper.first_name }}",
      preheader: "Siamo solo noi, {{ shop.name }}",
      heading: "Toc toc",
      body: `Ehi {{ shopper.first_name }},

siamo solo noi. È un po' che non ti fai sentire, e gli scaffali chiedono di te. Ti va un'occhiata?`,
      after: "Se abbiamo combinato qualcosa, diccelo. Ce la facciamo.",
    },
  },
  vip_reward: {
    default: {
      subject: "Psst, {{ shopper.first_name }}, sei nella nostra lista",
      preheader: "Quella buona",
      heading: "Sei nella lista buona",
      body: `Ehi {{ shopper.first_name }},

torni sempre, e noi teniamo una lista di chi ci piace. Indovina chi c'è in cima.`,
      after:
        "{% if reward.code %}A chi è in lista spetta un codice: **{{ reward.code }}**. Si scrive nel campo dei codici sconto alla cassa.{% else %}Chi è in lista può chiedere favori. Scrivici.{% endif %}",
    },
  },
  surprise: { default: onCard("Psst: in questo pacco c'è un clandestino. È tuo.") },
  replenishment: {
    default: {
      subject:
        "{% if product.title %}{{ product.title }} manda a dire: sono alla fine{% else %}Siamo alla fine, {{ shopper.first_name }}?{% endif %}",
      preheader: "Certe cose le sentiamo",
      heading: "Siamo alla fine?",
      body: `Ehi {{ shopper.first_name }},

{% if product.title %}secondo i nostri conti **{{ product.title }}** è agli sgoccioli.{% else %}secondo i nostri conti siamo agli sgoccioli.{% endif %} Qui ce n'è ancora.`,
      after: "Sbagliato? La nostra sfera di cristallo va lucidata.",
    },
  },
  welcome: {
    default: {
      subject: "Sei dei nostri{% if shopper.first_name %}, {{ shopper.first_name }}{% endif %}",
      preheader: "Niente parola d'ordine",
      heading: "Sei dei nostri",
      body: `Ehi {{ shopper.first_name }},

ora fai parte del club. Niente stretta di mano segreta e niente cappello, ma le belle notizie ti arrivano prima che agli altri.`,
      after:
        "{% if reward.code %}A chi entra spetta un codice: **{{ reward.code }}**. Si scrive nel campo dei codici sconto alla cassa.{% else %}Domande, battute, lamentele: scrivici. Risponde una persona.{% endif %}",
    },
  },
  new_arrivals: {
    default: {
      subject:
        "{% if product.title %}Appena arrivato: {{ product.title }}{% else %}Novità fresche, {{ shopper.first_name }}{% endif %}",
      preheader: "La vernice è quasi asciutta",
      heading: "Novità fresche",
      body: `Ehi {{ shopper.first_name }},

gli scaffali non stanno mai fermi. Con quello che hai in casa andrebbero d'accordo:`,
      after: "Anche solo guardare va bene. Noi lo facciamo tutto il giorno.",
    },
  },
};
