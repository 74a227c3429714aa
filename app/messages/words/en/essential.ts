import type { VoiceWords } from "../../message-words";
import { onCard } from "../on-card";
import { recoveryOffer } from "../recovery-offer";
import { labels } from "./labels";

const late = {
  subject:
    "Order {{ order.number }} {% if delay.lateness %}may be {{ delay.lateness }} late{% elsif delay.overdue %}is late{% else %}may be late{% endif %}",
  preheader:
    "{% if delay.expected %}Now expected: {{ delay.expected }}{% else %}No new date yet. Your options{% endif %}",
  heading:
    "{% if delay.lateness %}May be {{ delay.lateness }} late{% elsif delay.overdue %}Your order is late{% else %}Your order may be late{% endif %}",
  after:
    "{% if delay.next_update %}Next word from us: {{ delay.next_update }}.{% else %}Next word from us: on arrival.{% endif %}",
};

const whatHappened = `{% if delay.promised_due %}Promised {{ delay.promised_due }}, {% if delay.expected %}now expected **{{ delay.expected }}**{% else %}no new date yet{% endif %}{% elsif delay.expected %}Now expected **{{ delay.expected }}**{% else %}No date yet{% endif %}: {{ delay.cause }}. Sorry.`;

const goodNews = (news: string) =>
  `{% if delay.expected %}**{{ delay.expected | sentence }}**: that is when we expect your order. {% endif %}${news}.`;

const nextOrArrival =
  "{% if delay.next_update %}Next word from us: {{ delay.next_update }}, or on arrival.{% else %}Next word from us: on arrival.{% endif %}";

const followUp = "If anything changes, we write.";

export const essential: VoiceWords = {
  labels: { ...labels, wait: "Wait", changeAddress: "Change address", cancel: "Cancel", returns: "Returns" },
  promise:
    "{% if promise.ship_by %}Ready by {{ promise.ship_by }}. {% endif %}Expected: {{ promise.words }}.",
  thank_you_note: {
    first_order: {
      subject: "Order {{ order.number }} received. Thank you",
      preheader: "What happens next",
      heading: "Thank you, {{ shopper.first_name }}.",
      body: "Your first order with us is in work.",
      after: followUp,
    },
    returning: {
      subject: "Order {{ order.number }} received. Thank you again",
      preheader: "What happens next",
      heading: "Thank you again, {{ shopper.first_name }}.",
      body: "Your order is in work.",
      after: followUp,
    },
    vip: {
      subject: "Order {{ order.number }} received. Thank you, as ever",
      preheader: "What happens next",
      heading: "Thank you, {{ shopper.first_name }}, as ever.",
      body: "Your order is in work, with priority in our eyes.",
      after: followUp,
    },
    gift: {
      subject: "Your gift order {{ order.number }} is received. Thank you",
      preheader: "What happens next",
      heading: "Thank you, {{ shopper.first_name }}.",
      body: "Your gift is in work. We write only to you.",
      after: followUp,
    },
  },
  delay_notice: {
    unshipped: {
      ...late,
      body: `${whatHappened}

It is still with us.{% if links.wait %} Choose:{% endif %}`,
    },
    on_its_way: {
      ...late,
      body: `${whatHappened}

{% if links.wait %}Choose:{% endif %}`,
    },
    failed_attempt: {
      ...late,
      subject: "Order {{ order.number }} could not be delivered yet",
      preheader: "{% if delay.expected %}Next attempt: {{ delay.expected }}{% else %}Your options{% endif %}",
      heading: "Not delivered yet",
      body: `{% if delay.expected %}Next attempt: **{{ delay.expected }}**. {% endif %}{{ delay.cause | sentence }}. Sorry.

{% if links.wait %}Choose:{% endif %}`,
    },
  },
  delay_update: {
    moving: {
      subject: "Order {{ order.number }} is moving again",
      preheader: "{% if delay.expected %}Expected: {{ delay.expected }}{% else %}On its way{% endif %}",
      heading: "Moving again",
      body: goodNews("It has been scanned and is on its way"),
      after: nextOrArrival,
    },
    shipped: {
      subject: "Order {{ order.number }} has been shipped",
      preheader: "{% if delay.expected %}Expected: {{ delay.expected }}{% else %}On its way{% endif %}",
      heading: "Shipped",
      body: goodNews("It has been shipped and is on its way"),
      after: nextOrArrival,
    },
    ready_for_pickup: {
      subject: "Order {{ order.number }} is ready to be picked up",
      preheader: "At a pick-up point",
      heading: "Ready to be picked up",
      body: `It is at a pick-up point. The carrier says where, and until when.`,
      after:
        "{% if delay.next_update %}Next word from us: {{ delay.next_update }}, unless you have it by then.{% else %}Cannot get there? Tell us.{% endif %}",
    },
    new_date: {
      subject:
        "Order {{ order.number }}: {% if delay.expected %}now expected {{ delay.expected }}{% else %}no new date yet{% endif %}",
      preheader: "{% if delay.expected %}There is a new date{% else %}Your options{% endif %}",
      heading: "{% if delay.expected %}A new date{% else %}No new date yet{% endif %}",
      body: `{% if delay.expected %}Now expected **{{ delay.expected }}**{% else %}No new date for your order yet{% endif %}: {{ delay.cause }}. We keep asking.

{% if links.cancel or links.change_address %}Choose:{% endif %}`,
      after: late.after,
    },
    no_news: {
      subject: "Order {{ order.number }}: no news yet",
      preheader:
        "{% if delay.expected %}Still expected: {{ delay.expected }}{% else %}No new date yet. Your options{% endif %}",
      heading: "No news yet",
      body: `{% if delay.expected %}Still expected **{{ delay.expected }}**{% else %}No new date for your order yet{% endif %}: {{ delay.cause }}. We keep asking.

{% if links.cancel or links.change_address %}Choose:{% endif %}`,
      after: late.after,
    },
    arrived: {
      subject: "Order {{ order.number }} has arrived",
      preheader: "{% if delay.in_time %}In time after all{% else %}Thank you for waiting{% endif %}",
      heading: "{% if delay.in_time %}In time after all{% else %}Thank you for waiting{% endif %}",
      body: `{% if delay.arrived %}Arrived **{{ delay.arrived }}**{% else %}Your order has arrived{% endif %}{% if delay.in_time %}, in time after all{% elsif delay.lateness_at_arrival %}, {{ delay.lateness_at_arrival }} late{% endif %}.`,
      after: "Something not right? Tell us.",
    },
    part_arrived: {
      subject: "A part of order {{ order.number }} has arrived",
      preheader: "The rest is still to come",
      heading: "A part has arrived",
      body: `A part of your order {% if delay.arrived %}arrived **{{ delay.arrived }}**{% else %}has arrived{% endif %}{% if delay.in_time %}, in time after all{% elsif delay.lateness_at_arrival %}, {{ delay.lateness_at_arrival }} late{% endif %}. The rest is still to come.{% unless delay.in_time %} Thank you for waiting.{% endunless %}`,
      after: "Something not right? Tell us.",
    },
  },
  arrival_notice: {
    default: {
      subject: "Order {{ order.number }} arrives today",
      preheader: "Out for delivery",
      heading: "Arrives today",
      body: `Out for delivery: your order {{ order.number }} should arrive **today**.`,
      after: "Where it is: on the tracking page.",
    },
    gift: {
      subject: "Gift {{ order.number }} arrives today",
      preheader: "Out for delivery",
      heading: "Arrives today",
      body: `Out for delivery: your gift should arrive **today**.`,
      after: "Only you are told.",
    },
  },
  feedback_invitation: {
    default: {
      subject: "Order {{ order.number }}: one question",
      preheader: "One tap",
      heading: "How did it go?",
      body: "Would you recommend {{ shop.name }} to a friend?",
      after: "One tap is enough. A person reads it.",
    },
    gift: {
      subject: "Your gift: one question",
      preheader: "One tap",
      heading: "How did it go with your gift?",
      body: "Would you recommend {{ shop.name }} to a friend?",
      after: "One tap is enough. We ask only you.",
    },
  },
  nps_survey: {
    default: {
      subject: "One question from {{ shop.name }}",
      preheader: "One tap",
      heading: "One question",
      body: "Would you recommend {{ shop.name }} to a friend?",
      after: "One tap is enough. Thank you.",
    },
  },
  recovery_offer: recoveryOffer({
    subject: "Order {{ order.number }}: to make it good",
    heading: "To make it good",
    opening:
      "{% if goodwill.cause %}{{ goodwill.cause | sentence }}.{% else %}Your order did not go as it should.{% endif %} We are sorry.",
    gifts: {
      words: {
        preheader: "From us to you",
        body: "Thank you for your patience. We are working on it.",
        after: "Anything left to put right? Write to us.",
      },
      free_shipping: {
        preheader: "Free shipping on your next order",
        body: "Free shipping on your next order{% if goodwill.code %}. Code: **{{ goodwill.code }}**{% endif %}.",
        after:
          "{% if goodwill.expires %}For you alone, once, until {{ goodwill.expires }}. {% endif %}Enter it at checkout.",
      },
      voucher: {
        preheader:
          "{% if goodwill.worth %}{{ goodwill.worth }} off your next order{% else %}Off your next order{% endif %}",
        body: "{% if goodwill.worth %}**{{ goodwill.worth }}** off your next order{% else %}A voucher for your next order{% endif %}{% if goodwill.code %}. Code: **{{ goodwill.code }}**{% endif %}.",
        after:
          "{% if goodwill.expires %}For you alone, once, until {{ goodwill.expires }}. {% endif %}Enter it at checkout.",
      },
      store_credit: {
        preheader:
          "{% if goodwill.worth %}{{ goodwill.worth }} on your account{% else %}A credit on your account{% endif %}",
        body: "{% if goodwill.worth %}**{{ goodwill.worth }}** credited{% else %}A credit has been put{% endif %} to your account.",
        after:
          "{% if goodwill.expires %}Good until {{ goodwill.expires }}. {% endif %}Sign in at checkout to use it.",
      },
      replacement: {
        preheader: "We send it again",
        body: "We send it again, free of charge. Nothing for you to do.",
        after: "You hear from us when it leaves.",
      },
    },
  }),
  product_follow_up: {
    default: {
      subject: "{% if product.title %}{{ product.title }}: all{% else %}All{% endif %} well?",
      preheader: "Questions? Write to us",
      heading: "All well?",
      body: "{% if product.title %}**{{ product.title }}** has{% else %}Your order has{% endif %} been with you for a while. Does it do what it should?",
      after: "Anything unclear or broken: write to us. A person answers.",
    },
    gift: {
      subject: "Your gift: all well?",
      preheader: "Questions? Write to us",
      heading: "All well with your gift?",
      body: "Your gift has been delivered for a while. Is it as it should be?",
      after: "Anything not right: write to us. Only you are told.",
    },
  },
  win_back: {
    default: {
      subject: "{{ shop.name }}: it has been a while",
      preheader: "We are still here",
      heading: "It has been a while",
      body: "Your last order was some time ago. If you need something again, we are here.",
      after: "If something was wrong, write to us. A person reads it.",
    },
  },
  vip_reward: {
    default: {
      subject: "Thank you from {{ shop.name }}",
      preheader: "For one of our best customers",
      heading: "Thank you",
      body: `You are one of our best customers. Thank you.`,
      after:
        "{% if reward.code %}For your next order: code **{{ reward.code }}** at checkout.{% else %}Need anything? Write to us. A person answers.{% endif %}",
    },
  },
  surprise: { default: onCard("A little extra is in the box.") },
  replenishment: {
    default: {
      subject:
        "{% if product.title %}{{ product.title }}: time for more?{% else %}{{ shop.name }}: time for more?{% endif %}",
      preheader: "A reminder",
      heading: "Time for more?",
      body: `{% if product.title %}**{{ product.title }}** may be running out.{% else %}Your last purchase may be running out.{% endif %}`,
      after: "Still enough? Ignore this.",
    },
  },
  welcome: {
    default: {
      subject: "Welcome to {{ shop.name }}",
      preheader: "You are signed up",
      heading: "Welcome",
      body: `You are signed up. We write when there is news.`,
      after:
        "{% if reward.code %}For your next order: code **{{ reward.code }}** at checkout.{% else %}Questions? Write to us. A person answers.{% endif %}",
    },
  },
  new_arrivals: {
    default: {
      subject:
        "{{ shop.name }}: {% if product.title %}{{ product.title }} is new{% else %}what is new{% endif %}",
      preheader: "Like what you bought before",
      heading: "New",
      body: `New, and like what you bought before:`,
      after: "We write about this once a month at most.",
    },
  },
};
