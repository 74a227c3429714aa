import type { VoiceWords } from "../../message-words";
import { onCard } from "../on-card";
import { recoveryOffer } from "../recovery-offer";
import { labels } from "./labels";

const dear = "{% if shopper.first_name %}Dear {{ shopper.first_name }},{% else %}Good day,{% endif %}";

const late = {
  subject:
    "Your order {{ order.number }}{% if delay.lateness %}: a delay of {{ delay.lateness }} is likely{% elsif delay.overdue %} is delayed{% else %}: a delay is likely{% endif %}",
  preheader:
    "{% if delay.expected %}We now expect it {{ delay.expected_when }}{% else %}What we know, and what we can offer{% endif %}",
  heading: "A word about your order",
  after:
    "{% if delay.next_update %}You will hear from us again on {{ delay.next_update }}, whether or not there is news.{% else %}You will hear from us again upon its arrival.{% endif %}",
};

const whatHappened = `${dear}

{% if delay.promised_due %}Your order was promised {{ delay.promised_due }}.{% else %}Your order is taking longer than we would wish.{% endif %} {{ delay.cause | sentence }}{% if delay.expected %}, and we now expect it **{{ delay.expected_when }}**{% if delay.lateness %}, {{ delay.lateness }} later{% endif %}{% else %}, and a new date cannot be given yet{% endif %}. Please accept our apology.`;

const goodNews = (news: string) => `${dear}

{% if delay.expected %}**{{ delay.expected | sentence }}** is when we now expect your order: {% else %}We are pleased to have news of your order: {% endif %}${news}. Thank you for your patience.`;

const nextOrArrival =
  "{% if delay.next_update %}You will hear from us on {{ delay.next_update }}, or upon its arrival.{% else %}You will hear from us upon its arrival.{% endif %}";

const followUp = "Should anything change along the way, we will let you know before you need to ask.";

export const elegant: VoiceWords = {
  labels: {
    ...labels,
    wait: "I am happy to wait",
    talk: "Speak with us",
    seeOrder: "View your order",
    ratingLow: "not at all likely",
    ratingHigh: "most likely",
  },
  promise:
    "{% if promise.ship_by %}It will leave our hands by {{ promise.ship_by }} and should reach you {{ promise.when }}.{% else %}It should reach you {{ promise.when }}.{% endif %}",
  thank_you_note: {
    first_order: {
      subject: "With our thanks: order {{ order.number }}",
      preheader: "Your first order, in careful hands",
      heading: "Thank you, {{ shopper.first_name }}.",
      body: "Your first order with {{ shop.name }} is a pleasure to us. It is now in careful hands, and it stays under our eyes until it reaches yours.",
      after: followUp,
    },
    returning: {
      subject: "A pleasure to see you again: order {{ order.number }}",
      preheader: "Your order is in careful hands",
      heading: "A pleasure to see you again, {{ shopper.first_name }}.",
      body: "Thank you for placing your trust in {{ shop.name }} once more. Your order is in careful hands.",
      after: followUp,
    },
    vip: {
      subject: "With our particular thanks: order {{ order.number }}",
      preheader: "Your order has our full attention",
      heading: "With our particular thanks, {{ shopper.first_name }}.",
      body: "Your loyalty to {{ shop.name }} does not go unnoticed. This order has our full and personal attention.",
      after: followUp,
    },
    gift: {
      subject: "With our thanks: your gift is in careful hands",
      preheader: "We correspond with you alone",
      heading: "Thank you, {{ shopper.first_name }}.",
      body: "Your gift is being prepared with the care it deserves. We correspond with you alone, so that the surprise remains yours to give.",
      after: followUp,
    },
  },
  delay_notice: {
    unshipped: {
      ...late,
      body: `${whatHappened}

It has not left our hands{% if links.cancel %}, and you remain free to change or cancel it{% endif %}.{% if links.wait %} How may we proceed?{% endif %}`,
    },
    on_its_way: {
      ...late,
      body: `${whatHappened}

{% if links.wait %}How may we proceed?{% endif %}`,
    },
    failed_attempt: {
      ...late,
      subject: "Your order {{ order.number }}: it could not be handed over yet",
      preheader:
        "{% if delay.expected %}The next attempt is expected {{ delay.expected_when }}{% else %}What happened, and what we can offer{% endif %}",
      body: `${dear}

{% if delay.expected %}The next attempt is expected **{{ delay.expected_when }}**. {% endif %}{{ delay.cause | sentence }}. Please accept our apology for the additional wait.

{% if links.change_address %}Should the address need a correction, you may tell us here. {% endif %}{% if links.wait %}How may we proceed?{% endif %}`,
    },
  },
  delay_update: {
    moving: {
      subject: "Your order {{ order.number }} is on its way again",
      preheader:
        "{% if delay.expected %}We expect it {{ delay.expected_when }}{% else %}It has been scanned and is travelling{% endif %}",
      heading: "On its way again",
      body: goodNews("it has been scanned and is travelling towards you"),
      after: nextOrArrival,
    },
    shipped: {
      subject: "Your order {{ order.number }} has been shipped",
      preheader:
        "{% if delay.expected %}We expect it {{ delay.expected_when }}{% else %}It is travelling towards you{% endif %}",
      heading: "It has been shipped",
      body: goodNews("it has been shipped and is travelling towards you"),
      after: nextOrArrival,
    },
    ready_for_pickup: {
      subject: "Your order {{ order.number }} is ready to be collected",
      preheader: "It awaits you at a pick-up point",
      heading: "It awaits you",
      body: `Dear {{ shopper.first_name }},

Your order has been brought to a pick-up point and awaits you there. The carrier tells you where, and until when. Thank you for your patience.`,
      after:
        "{% if delay.next_update %}You will hear from us again on {{ delay.next_update }}, unless it is with you by then.{% else %}Should you be unable to collect it, please let us know.{% endif %}",
    },
    new_date: {
      subject:
        "Your order {{ order.number }}: {% if delay.expected %}we now expect it {{ delay.expected_when }}{% else %}a new date cannot be given yet{% endif %}",
      preheader:
        "{% if delay.expected %}There is a new date{% else %}As announced, a word from us{% endif %}",
      heading: "{% if delay.expected %}A new date for your order{% else %}A word about your order{% endif %}",
      body: `${dear}

{% if delay.expected %}We now expect your order **{{ delay.expected_when }}**{% else %}As announced, we write to you, though a new date cannot be given yet{% endif %}: {{ delay.cause }}. We are pursuing the matter.

{% if links.cancel or links.change_address %}Should you prefer not to wait, please let us know:{% endif %}`,
      after: late.after,
    },
    no_news: {
      subject: "Your order {{ order.number }}: no news as yet",
      preheader:
        "{% if delay.expected %}We still expect it {{ delay.expected_when }}{% else %}As announced, a word from us{% endif %}",
      heading: "No news as yet",
      body: `${dear}

{% if delay.expected %}We continue to expect your order **{{ delay.expected_when }}**, though there is nothing new to report{% else %}As announced, we write to you today, though there is nothing new to report{% endif %}: {{ delay.cause }}. We are pursuing the matter.

{% if links.cancel or links.change_address %}Should you prefer not to wait, please let us know:{% endif %}`,
      after: late.after,
    },
    arrived: {
      subject:
        "Your order {{ order.number }} has arrived{% if delay.in_time %}, in time after all{% else %}. Thank you for waiting{% endif %}",
      preheader: "We remain at your disposal",
      heading: "{% if delay.in_time %}It arrived in time after all{% else %}Thank you for waiting{% endif %}",
      body: `${dear}

{% if delay.arrived %}On **{{ delay.arrived }}** your order arrived{% else %}Your order has arrived{% endif %}{% if delay.lateness_at_arrival %}, {{ delay.lateness_at_arrival }} after the promised date{% endif %}. {% if delay.in_time %}We are delighted that it came in time after all.{% else %}We are grateful for your patience.{% endif %}`,
      after: "Should anything not be to your satisfaction, we remain at your disposal.",
    },
    part_arrived: {
      subject: "A part of your order {{ order.number }} has arrived",
      preheader: "The remainder is still to come",
      heading: "A part of your order has arrived",
      body: `${dear}

{% if delay.arrived %}On **{{ delay.arrived }}** a part of your order arrived{% else %}A part of your order has arrived{% endif %}{% if delay.lateness_at_arrival %}, {{ delay.lateness_at_arrival }} after the promised date{% endif %}. {% if delay.in_time %}We are delighted that it came in time after all. {% endif %}The remainder is still to come.{% unless delay.in_time %} We are grateful for your patience.{% endunless %}`,
      after: "Should anything not be to your satisfaction, we remain at your disposal.",
    },
  },
  arrival_notice: {
    default: {
      subject: "Your order {{ order.number }} will be delivered today",
      preheader: "It is out for delivery",
      heading: "To be delivered today",
      body: `${dear}

your order {{ order.number }} is with the courier and will be delivered to you **today**.`,
      after: "The tracking page tells where it is.",
    },
    gift: {
      subject: "Your gift {{ order.number }} will be delivered today",
      preheader: "It is out for delivery",
      heading: "To be delivered today",
      body: `${dear}

your gift is with the courier and will be delivered **today**.`,
      after: "We write to you alone, so that the surprise remains one.",
    },
  },
  feedback_invitation: {
    default: {
      subject: "Your opinion on order {{ order.number }}",
      preheader: "A single question",
      heading: "May we ask how it went?",
      body: `${dear}

By now your order will have found its place. How likely are you to recommend {{ shop.name }} to a friend?`,
      after: "A single number is enough. Every answer is read in person.",
    },
    gift: {
      subject: "Your opinion on the gift you chose",
      preheader: "A single question",
      heading: "May we ask how it went?",
      body: `${dear}

By now your gift will have found the right hands. How likely are you to recommend {{ shop.name }} to a friend?`,
      after: "A single number is enough. We ask only you.",
    },
  },
  nps_survey: {
    default: {
      subject: "A single question from {{ shop.name }}",
      preheader: "Your opinion matters to us",
      heading: "A single question",
      body: `${dear}

How likely are you to recommend {{ shop.name }} to a friend?`,
      after: "A single number is enough. Thank you for your time.",
    },
  },
  recovery_offer: recoveryOffer({
    subject: "Regarding your order {{ order.number }}",
    heading: "Allow us to make amends",
    opening: `${dear}

{% if goodwill.cause %}{{ goodwill.cause | sentence }}.{% else %}Your order did not proceed as it should have.{% endif %} We are sorry, and we take it to heart.`,
    gifts: {
      words: {
        preheader: "A personal word",
        body: "We are grateful for your patience and have looked into the matter with care.",
        after: "Should anything remain to be put right, we are at your disposal.",
      },
      free_shipping: {
        preheader: "Your next delivery with our compliments",
        body: "Your next delivery is with our compliments{% if goodwill.code %}: the code **{{ goodwill.code }}** covers it{% endif %}.",
        after:
          "{% if goodwill.expires %}It is reserved for you, valid once, until {{ goodwill.expires }}. {% endif %}Kindly enter it when completing your order.",
      },
      voucher: {
        preheader:
          "{% if goodwill.worth %}{{ goodwill.worth }} towards your next order{% else %}Towards your next order{% endif %}",
        body: "Please accept {% if goodwill.worth %}**{{ goodwill.worth }}**{% else %}a courtesy{% endif %} towards your next order{% if goodwill.code %}, with the code **{{ goodwill.code }}**{% endif %}.",
        after:
          "{% if goodwill.expires %}It is reserved for you, valid once, until {{ goodwill.expires }}. {% endif %}Kindly enter it when completing your order.",
      },
      store_credit: {
        preheader:
          "{% if goodwill.worth %}{{ goodwill.worth }} credited to you{% else %}A credit in your name{% endif %}",
        body: "Please find {% if goodwill.worth %}**{{ goodwill.worth }}**{% else %}a credit{% endif %} on your account with us.",
        after:
          "{% if goodwill.expires %}It is valid until {{ goodwill.expires }}. {% endif %}It is applied when you sign in at checkout.",
      },
      replacement: {
        preheader: "A replacement is being prepared",
        body: "We are preparing a replacement with particular care, at no cost to you.",
        after: "We will write once it has left us.",
      },
    },
  }),
  product_follow_up: {
    default: {
      subject:
        "{% if product.title %}{{ product.title }}: is{% else %}Is{% endif %} everything to your liking?",
      preheader: "We remain at your disposal",
      heading: "Is everything to your liking?",
      body: `${dear}

{% if product.title %}**{{ product.title }}** has{% else %}Your order has{% endif %} been with you for some time, and we hope it gives you pleasure.`,
      after: "Should you have any question, please write to us. You will be answered in person.",
    },
    gift: {
      subject: "Is everything well with your gift?",
      preheader: "We remain at your disposal",
      heading: "Is everything well with your gift?",
      body: `${dear}

Your gift has been in the right hands for some time, and we hope it gives pleasure.`,
      after: "Should anything not be as you wished, please write to us. We write to you alone.",
    },
  },
  win_back: {
    default: {
      subject: "It would be a pleasure to see you again",
      preheader: "A word from {{ shop.name }}",
      heading: "It would be a pleasure to see you again",
      body: `${dear}

Some time has passed since your last visit. Should you wish to look in again, you will be most welcome at {{ shop.name }}.`,
      after: "Should anything have kept you away, we would be glad to hear of it.",
    },
  },
  vip_reward: {
    default: {
      subject: "With our thanks for your loyalty",
      preheader: "A word of thanks from {{ shop.name }}",
      heading: "With our thanks",
      body: `${dear}

You have honoured us with your choice more than once, and we wish to thank you for it.`,
      after:
        "{% if reward.code %}As a token of our gratitude, the code **{{ reward.code }}** is at your disposal for your next order.{% else %}Should you ever need us, we remain at your disposal.{% endif %}",
    },
  },
  surprise: { default: onCard("You will find a small token of our regard inside.") },
  replenishment: {
    default: {
      subject:
        "{% if product.title %}{{ product.title }}: a reminder{% else %}A reminder from {{ shop.name }}{% endif %}",
      preheader: "Should you wish for more",
      heading: "A reminder",
      body: `${dear}

{% if product.title %}Your supply of **{{ product.title }}** may be coming to its end.{% else %}Your supply may be coming to its end.{% endif %} Should you wish for more, we hold it ready for you.`,
      after: "Should you still have enough, please disregard this message.",
    },
  },
  welcome: {
    default: {
      subject: "Welcome to {{ shop.name }}",
      preheader: "A word of welcome",
      heading: "Welcome",
      body: `${dear}

Thank you for wishing to hear from us. We shall write only when there is something worthy of your time.`,
      after:
        "{% if reward.code %}As a token of welcome, the code **{{ reward.code }}** is at your disposal for your next order.{% else %}Should you ever need us, we remain at your disposal.{% endif %}",
    },
  },
  new_arrivals: {
    default: {
      subject:
        "{% if product.title %}New at {{ shop.name }}: {{ product.title }}{% else %}New at {{ shop.name }}{% endif %}",
      preheader: "In the spirit of your earlier choices",
      heading: "New arrivals",
      body: `${dear}

Allow us to present what has newly arrived, in the spirit of your earlier choices:`,
      after: "It is here for you whenever it pleases you.",
    },
  },
};
