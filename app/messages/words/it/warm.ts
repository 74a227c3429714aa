import type { VoiceWords } from "../../message-words";
import { onCard } from "../on-card";
import { recoveryOffer } from "../recovery-offer";
import { labels } from "./labels";

const late = {
  subject:
    "Il tuo ordine {{ order.number }} {% if delay.lateness %}può arrivare {{ delay.lateness }} più tardi{% elsif delay.overdue %}è in ritardo{% else %}può arrivare più tardi del previsto{% endif %}",
  preheader:
    "{% if delay.expected %}Ora lo aspettiamo {{ delay.expected_when }}{% else %}Quello che sappiamo e quello che puoi fare{% endif %}",
  heading:
    "Il tuo ordine {% if delay.lateness %}può arrivare {{ delay.lateness }} più tardi{% elsif delay.overdue %}è in ritardo{% else %}può arrivare più tardi del previsto{% endif %}",
  after:
    "{% if delay.next_update %}Ti scriviamo di nuovo {{ delay.next_update }}, anche se non ci sono novità.{% else %}Ti scriviamo di nuovo quando arriva.{% endif %}",
};

const whatHappened = `Ciao {{ shopper.first_name }},

{% if delay.promised_due %}ti avevamo promesso il tuo ordine {{ delay.promised_due }}.{% else %}il tuo ordine ci sta mettendo più del previsto.{% endif %} {{ delay.cause | sentence }}{% if delay.expected %} e pensiamo che arrivi **{{ delay.expected }}**{% else %} e non abbiamo ancora una nuova data da darti{% endif %}. Ci dispiace: non è quello che ti avevamo detto.`;

const goodNews = (news: string) => `Ciao {{ shopper.first_name }},

{% if delay.expected %}ora aspettiamo il tuo ordine **{{ delay.expected }}**: {% else %}buone notizie sul tuo ordine: {% endif %}${news}. Grazie della pazienza.`;

const nextOrArrival =
  "{% if delay.next_update %}Ti scriviamo di nuovo {{ delay.next_update }}, oppure quando arriva.{% else %}Ti scriviamo di nuovo quando arriva.{% endif %}";

const followUp = "Se qualcosa cambia lungo la strada, te lo diciamo prima che tu debba chiederlo.";

export const warm: VoiceWords = {
  labels,
  promise:
    "{% if promise.ship_by %}Lo prepariamo entro {{ promise.ship_by }} e dovrebbe arrivare {{ promise.when }}.{% else %}Dovrebbe arrivare {{ promise.when }}.{% endif %}",
  thank_you_note: {
    first_order: {
      subject: "Grazie {{ shopper.first_name }}, il tuo ordine {{ order.number }} è in buone mani",
      preheader: "Piacere di conoscerti. Ecco cosa succede adesso",
      heading: "Grazie {{ shopper.first_name }}, il tuo ordine è in buone mani.",
      body: "È il tuo primo ordine da noi e ci fa piacere che tu abbia voluto provare. Da qui in poi tocca a noi: lo prepariamo con cura e lo teniamo d'occhio finché non è da te.",
      after: followUp,
    },
    returning: {
      subject: "Che bello rivederti, {{ shopper.first_name }}. L'ordine {{ order.number }} è in buone mani",
      preheader: "Grazie di averci scelto di nuovo",
      heading: "Che bello rivederti, {{ shopper.first_name }}.",
      body: "Grazie di averci scelto di nuovo: è il complimento più bello che ci puoi fare. Il tuo ordine è in buone mani.",
      after: followUp,
    },
    vip: {
      subject: "Grazie {{ shopper.first_name }}, dell'ordine {{ order.number }} ci occupiamo di persona",
      preheader: "Ci accompagni da tempo, e ce ne accorgiamo",
      heading: "Grazie {{ shopper.first_name }}, ancora una volta e di cuore.",
      body: "Ci accompagni da tempo, e ce ne accorgiamo ogni volta. Di questo ordine ci occupiamo di persona.",
      after: followUp,
    },
    gift: {
      subject: "Grazie {{ shopper.first_name }}, il tuo regalo è in buone mani",
      preheader: "Scriviamo solo a te, così la sorpresa resta tale",
      heading: "Grazie {{ shopper.first_name }}, il tuo regalo è in buone mani.",
      body: "Lo prepariamo come faremmo per qualcuno a cui vogliamo bene. Scriviamo solo a te, così la sorpresa resta tale.",
      after: followUp,
    },
  },
  delay_notice: {
    unshipped: {
      ...late,
      body: `${whatHappened}

È ancora qui da noi{% if links.cancel %}, quindi puoi cambiarlo o annullarlo{% endif %}.{% if links.wait %} Cosa preferisci?{% endif %}`,
    },
    on_its_way: {
      ...late,
      body: `${whatHappened}

{% if links.wait %}Cosa preferisci?{% endif %}`,
    },
    failed_attempt: {
      ...late,
      subject: "La consegna del tuo ordine {{ order.number }} non è ancora riuscita",
      preheader:
        "{% if delay.expected %}Il prossimo tentativo: {{ delay.expected_when }}{% else %}Cosa è successo e cosa puoi fare{% endif %}",
      heading: "La consegna non è ancora riuscita",
      body: `Ciao {{ shopper.first_name }},

{% if delay.expected %}aspettiamo il prossimo tentativo di consegna **{{ delay.expected }}**. {{ delay.cause | sentence }}{% else %}abbiamo una notizia sul tuo ordine: {{ delay.cause }}{% endif %}. Ci dispiace per l'attesa in più.

{% if links.change_address %}Se l'indirizzo va corretto, puoi dircelo da qui. {% endif %}{% if links.wait %}Cosa preferisci?{% endif %}`,
    },
  },
  delay_update: {
    moving: {
      subject: "Il tuo ordine {{ order.number }} si è rimesso in viaggio",
      preheader:
        "{% if delay.expected %}Lo aspettiamo {{ delay.expected_when }}{% else %}È stato registrato e sta arrivando{% endif %}",
      heading: "Il tuo ordine si è rimesso in viaggio",
      body: goodNews("è stato registrato e sta viaggiando verso di te"),
      after: nextOrArrival,
    },
    shipped: {
      subject: "Il tuo ordine {{ order.number }} è partito",
      preheader:
        "{% if delay.expected %}Lo aspettiamo {{ delay.expected_when }}{% else %}È in viaggio verso di te{% endif %}",
      heading: "Il tuo ordine è partito",
      body: goodNews("è partito e sta viaggiando verso di te"),
      after: nextOrArrival,
    },
    ready_for_pickup: {
      subject: "Il tuo ordine {{ order.number }} è pronto per il ritiro",
      preheader: "Ti aspetta a un punto di ritiro",
      heading: "Il tuo ordine è pronto per il ritiro",
      body: `Ciao {{ shopper.first_name }},

buone notizie sul tuo ordine: il corriere l'ha portato a un punto di ritiro, e lì ti aspetta. Dove e fino a quando lo dice il corriere: segui il tuo ordine da qui. Grazie della pazienza.`,
      after:
        "{% if delay.next_update %}Ti scriviamo di nuovo {{ delay.next_update }}, se non l'hai già con te.{% else %}Se non riesci a passare, faccelo sapere e troviamo un modo.{% endif %}",
    },
    new_date: {
      subject:
        "{% if delay.expected %}Ora aspettiamo il tuo ordine {{ order.number }} {{ delay.expected_when }}{% else %}Il tuo ordine {{ order.number }} ha bisogno di altro tempo{% endif %}",
      preheader:
        "{% if delay.expected %}C'è una nuova data{% else %}Avevamo detto che ti avremmo scritto: eccoci{% endif %}",
      heading:
        "{% if delay.expected %}Una nuova data per il tuo ordine{% else %}Il tuo ordine ha bisogno di altro tempo{% endif %}",
      body: `Ciao {{ shopper.first_name }},

{% if delay.expected %}ora aspettiamo il tuo ordine **{{ delay.expected }}**{% else %}avevamo detto che ti avremmo scritto, e non abbiamo ancora una nuova data da darti{% endif %}: {{ delay.cause }}. Sappiamo che aspettare è faticoso, e continuiamo a chiedere.

{% if links.cancel or links.change_address %}Se preferisci non aspettare oltre, faccelo sapere:{% endif %}`,
      after: late.after,
    },
    no_news: {
      subject: "Il tuo ordine {{ order.number }}: ancora nessuna novità, ma ce ne occupiamo",
      preheader:
        "{% if delay.expected %}Lo aspettiamo ancora {{ delay.expected_when }}{% else %}Avevamo detto che ti avremmo scritto: eccoci{% endif %}",
      heading: "Ancora nessuna novità, ma ce ne occupiamo",
      body: `Ciao {{ shopper.first_name }},

{% if delay.expected %}aspettiamo ancora il tuo ordine **{{ delay.expected }}**, ma dall'ultima volta non c'è niente di nuovo{% else %}avevamo detto che ti avremmo scritto oggi, e sul tuo ordine non c'è niente di nuovo{% endif %}: {{ delay.cause }}. Sappiamo che aspettare senza notizie è la parte più faticosa, e continuiamo a chiedere.

{% if links.cancel or links.change_address %}Se preferisci non aspettare oltre, faccelo sapere:{% endif %}`,
      after: late.after,
    },
    arrived: {
      subject:
        "Il tuo ordine {{ order.number }} è arrivato{% if delay.in_time %}, e alla fine in tempo{% else %}. Grazie di aver aspettato{% endif %}",
      preheader: "E se qualcosa non va, ci siamo",
      heading:
        "{% if delay.in_time %}Alla fine è arrivato in tempo{% else %}Grazie di aver aspettato{% endif %}",
      body: `Ciao {{ shopper.first_name }},

{% if delay.arrived %}**{{ delay.arrived }}** il tuo ordine è arrivato{% else %}il tuo ordine è arrivato{% endif %}{% if delay.lateness_at_arrival %}, {{ delay.lateness_at_arrival }} dopo la data che ti avevamo dato{% endif %}. {% if delay.in_time %}Alla fine è arrivato in tempo, e ne siamo felici.{% else %}Grazie di aver aspettato: non era scontato.{% endif %}`,
      after: "Se qualcosa non è come dovrebbe, dillo a noi e lo sistemiamo.",
    },
    part_arrived: {
      subject: "Una parte del tuo ordine {{ order.number }} è arrivata",
      preheader: "Il resto deve ancora arrivare",
      heading: "Una parte del tuo ordine è arrivata",
      body: `Ciao {{ shopper.first_name }},

{% if delay.arrived %}**{{ delay.arrived }}** è arrivata una parte del tuo ordine{% else %}è arrivata una parte del tuo ordine{% endif %}{% if delay.lateness_at_arrival %}, {{ delay.lateness_at_arrival }} dopo la data che ti avevamo dato{% endif %}. {% if delay.in_time %}Alla fine è arrivata in tempo, e ne siamo felici. {% endif %}Il resto deve ancora arrivare.{% unless delay.in_time %} Grazie di aver aspettato: non era scontato.{% endunless %}`,
      after: "Se qualcosa non è come dovrebbe, dillo a noi e lo sistemiamo.",
    },
  },
  arrival_notice: {
    default: {
      subject: "Il tuo ordine {{ order.number }} arriva oggi",
      preheader: "È in consegna",
      heading: "Il tuo ordine arriva oggi",
      body: `Ciao {{ shopper.first_name }},

il corriere ha con sé il tuo ordine {{ order.number }}: dovrebbe essere da te **oggi**.`,
      after: "Se in casa non c'è nessuno, nella pagina di tracciamento trovi quello che sa il corriere.",
    },
    gift: {
      subject: "Il tuo regalo {{ order.number }} viene consegnato oggi",
      preheader: "È in consegna",
      heading: "Il tuo regalo arriva oggi",
      body: `Ciao {{ shopper.first_name }},

il corriere ha con sé il tuo regalo: dovrebbe essere consegnato **oggi**.`,
      after: "Scriviamo solo a te, così la sorpresa resta tale.",
    },
  },
  feedback_invitation: {
    default: {
      subject: "Com'è andata, {{ shopper.first_name }}?",
      preheader: "Una domanda sull'ordine {{ order.number }}, basta un tocco",
      heading: "Com'è andata?",
      body: `Ciao {{ shopper.first_name }},

il tuo ordine dovrebbe ormai aver trovato il suo posto. Quanto consiglieresti {{ shop.name }} a qualcuno che conosci?`,
      after:
        "Basta un tocco. Ogni risposta la legge una persona, e se qualcosa è andato storto vogliamo rimediare.",
    },
    gift: {
      subject: "Com'è andata con il regalo, {{ shopper.first_name }}?",
      preheader: "Una domanda, basta un tocco",
      heading: "Com'è andata con il regalo?",
      body: `Ciao {{ shopper.first_name }},

il tuo regalo dovrebbe essere ormai nelle mani giuste. Quanto consiglieresti {{ shop.name }} a qualcuno che conosci?`,
      after: "Basta un tocco. Lo chiediamo solo a te, non a chi lo ha ricevuto.",
    },
  },
  nps_survey: {
    default: {
      subject: "Una domanda, {{ shopper.first_name }}",
      preheader: "Basta un tocco, e la risposta la legge una persona",
      heading: "Come stiamo andando?",
      body: `Ciao {{ shopper.first_name }},

qualche tempo fa hai comprato da noi. Quanto consiglieresti {{ shop.name }} a qualcuno che conosci?`,
      after: "Basta un tocco. Grazie della sincerità.",
    },
  },
  recovery_offer: recoveryOffer({
    subject: "Il tuo ordine {{ order.number }}: un pensiero da parte nostra",
    heading: "Vorremmo rimediare",
    opening: `Ciao {{ shopper.first_name }},

{% if goodwill.cause %}{{ goodwill.cause }}.{% else %}il tuo ordine non è andato come volevamo.{% endif %} Ci dispiace: ti meritavi di meglio.`,
    gifts: {
      words: {
        preheader: "Due parole sincere",
        body: "Grazie della pazienza. Abbiamo guardato che cosa è successo e vogliamo fare meglio la prossima volta.",
        after: "Se c'è ancora qualcosa da sistemare, scrivici. Ti legge una persona.",
      },
      free_shipping: {
        preheader: "La prossima spedizione la offriamo noi",
        body: "La prossima spedizione la offriamo noi{% if goodwill.code %}: con il codice **{{ goodwill.code }}** non paghi nulla{% endif %}.",
        after:
          "{% if goodwill.expires %}Il codice è solo tuo, vale una volta e fino a {{ goodwill.expires }}. {% endif %}Scrivilo nel campo dei codici sconto quando concludi l'ordine.",
      },
      voucher: {
        preheader:
          "{% if goodwill.worth %}{{ goodwill.worth }} per il prossimo ordine{% else %}Qualcosa per il prossimo ordine{% endif %}",
        body: "{% if goodwill.worth %}**{{ goodwill.worth }}** di sconto sul prossimo ordine è{% else %}Uno sconto sul prossimo ordine è{% endif %} il minimo che possiamo fare{% if goodwill.code %}: il tuo codice è **{{ goodwill.code }}**{% endif %}.",
        after:
          "{% if goodwill.expires %}Il codice è solo tuo, vale una volta e fino a {{ goodwill.expires }}. {% endif %}Scrivilo nel campo dei codici sconto quando concludi l'ordine.",
      },
      store_credit: {
        preheader:
          "{% if goodwill.worth %}{{ goodwill.worth }} ti aspettano{% else %}Un credito ti aspetta{% endif %}",
        body: "Abbiamo messo {% if goodwill.worth %}**{{ goodwill.worth }}**{% else %}un credito{% endif %} sul tuo conto da noi.",
        after:
          "{% if goodwill.expires %}Vale fino a {{ goodwill.expires }}. {% endif %}Accedi quando concludi l'ordine, e lo trovi lì.",
      },
      replacement: {
        preheader: "Te lo mandiamo di nuovo",
        body: "Stiamo preparando tutto una seconda volta, a spese nostre. Non devi fare nulla.",
        after: "Ti scriviamo quando il pacco parte.",
      },
    },
  }),
  product_follow_up: {
    default: {
      subject:
        "Come va{% if product.title %} con {{ product.title }}{% else %}, {{ shopper.first_name }}{% endif %}?",
      preheader: "Se qualcosa non è chiaro, siamo qui",
      heading: "Come va?",
      body: `Ciao {{ shopper.first_name }},

{% if product.title %}**{{ product.title }}** è{% else %}il tuo ordine è{% endif %} con te da un po', e speriamo che faccia quello per cui l'avevi pensato.`,
      after: "Se qualcosa non è chiaro o non va, scrivici. Risponde una persona.",
    },
    gift: {
      subject: "Tutto bene con il regalo, {{ shopper.first_name }}?",
      preheader: "Se qualcosa non va, siamo qui",
      heading: "Tutto bene con il regalo?",
      body: `Ciao {{ shopper.first_name }},

il tuo regalo è nelle mani giuste da un po', e speriamo che abbia fatto piacere.`,
      after: "Se qualcosa non va, scrivici. Scriviamo solo a te.",
    },
  },
  win_back: {
    default: {
      subject: "È passato un po' di tempo, {{ shopper.first_name }}",
      preheader: "Solo un saluto da {{ shop.name }}",
      heading: "È passato un po' di tempo",
      body: `Ciao {{ shopper.first_name }},

è passato un po' di tempo dall'ultima volta, e ti abbiamo pensato. Se hai voglia di dare un'occhiata, la porta è aperta.`,
      after: "E se qualcosa non ti è piaciuto, diccelo: preferiamo saperlo.",
    },
  },
  vip_reward: {
    default: {
      subject: "Grazie di essere ancora con noi, {{ shopper.first_name }}",
      preheader: "Questo è per te",
      heading: "Grazie di essere ancora con noi",
      body: `Ciao {{ shopper.first_name }},

torni da noi, una volta dopo l'altra, e ce ne accorgiamo. Grazie di cuore.`,
      after:
        "{% if reward.code %}Un pensiero per il prossimo ordine: il codice **{{ reward.code }}**, da scrivere nel campo dei codici sconto alla cassa.{% else %}Se possiamo fare qualcosa per te, scrivici. Risponde una persona.{% endif %}",
    },
  },
  surprise: { default: onCard("Dentro c'è un pensiero in più, perché ci andava così.") },
  replenishment: {
    default: {
      subject:
        "{% if product.title %}{{ product.title }} sta per finire?{% else %}Sta per finire, {{ shopper.first_name }}?{% endif %}",
      preheader: "Così non resti senza",
      heading: "Sta per finire?",
      body: `Ciao {{ shopper.first_name }},

{% if product.title %}a occhio **{{ product.title }}** dura più o meno così.{% else %}a occhio quello che hai comprato dura più o meno così.{% endif %} Se te ne serve ancora, ti aspetta.`,
      after: "Se ne hai ancora, fai finta di niente.",
    },
  },
  welcome: {
    default: {
      subject: "Che bello averti qui{% if shopper.first_name %}, {{ shopper.first_name }}{% endif %}",
      preheader: "Un saluto da {{ shop.name }}",
      heading: "Che bello averti qui",
      body: `Ciao {{ shopper.first_name }},

grazie dell'iscrizione. Ti scriviamo quando c'è qualcosa che vale la pena raccontare, e quando non c'è ti lasciamo in pace.`,
      after:
        "{% if reward.code %}Un pensiero per cominciare: il codice **{{ reward.code }}**, da scrivere nel campo dei codici sconto alla cassa.{% else %}Se hai una domanda, scrivici. Risponde una persona.{% endif %}",
    },
  },
  new_arrivals: {
    default: {
      subject:
        "{% if product.title %}È arrivata una novità: {{ product.title }}{% else %}C'è una novità, {{ shopper.first_name }}{% endif %}",
      preheader: "Vicina a quello che hai scelto da noi",
      heading: "È arrivato qualcosa di nuovo",
      body: `Ciao {{ shopper.first_name }},

è arrivato qualcosa di nuovo, vicino a quello che hai già scelto da noi:`,
      after: "Senza fretta: quando ti va di guardare, è qui.",
    },
  },
};
