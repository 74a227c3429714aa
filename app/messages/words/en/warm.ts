import type { VoiceWords } from "../../message-words";
import { onCard } from "../on-card";
import { recoveryOffer } from "../recovery-offer";
import { labels } from "./labels";

const late = {
  subject:
    "Your order {{ order.number }} {% if delay.lateness %}may arrive {{ delay.lateness }} late{% elsif delay.overdue %}is late{% elsif delay.promised %}may arrive later than promised{% else %}may arrive later than expected{% endif %}",
  preheader:
    "{% if delay.expected %}We now expect it {{ delay.expected_when }}{% else %}What we know so far, and what you can do{% endif %}",
  heading:
    "Your order {% if delay.lateness %}may arrive {{ delay.lateness }} late{% elsif delay.overdue %}is late{% elsif delay.promised %}may arrive later than promised{% else %}may arrive later than expected{% endif %}",
  after:
    "{% if delay.next_update %}We will write to you again on {{ delay.next_update }}, even if there is no news.{% else %}We will write to you again when it arrives.{% endif %}",
};

const whatHappened = `Hi {{ shopper.first_name }},

{% if delay.promised_due %}We promised you your order {{ delay.promised_due }}.{% else %}Your order is taking longer than it should.{% endif %} {{ delay.cause | sentence }}{% if delay.expected %}, and we now think it will arrive **{{ delay.expected_when }}**{% else %}, and we cannot give you a new date yet{% endif %}. We are sorry: this is not what we told you.`;

const goodNews = (news: string) => `Hi {{ shopper.first_name }},

{% if delay.expected %}**{{ delay.expected | sentence }}** is when we now expect your order: {% else %}Good news about your order: {% endif %}${news}. Thank you for your patience.`;

const nextOrArrival =
  "{% if delay.next_update %}We will write again on {{ delay.next_update }}, or when it arrives.{% else %}We will write again when it arrives.{% endif %}";

const followUp = "If anything changes along the way, you will hear it from us before you have to ask.";

export const warm: VoiceWords = {
  labels,
  promise:
    "{% if promise.ship_by %}We will have it ready by {{ promise.ship_by }}, and it should arrive {{ promise.when }}.{% else %}It should arrive {{ promise.when }}.{% endif %}",
  thank_you_note: {
    first_order: {
      subject: "Thank you, {{ shopper.first_name }}. Your order {{ order.number }} is in good hands",
      preheader: "Glad to meet you. Here is what happens next",
      heading: "Thank you, {{ shopper.first_name }}. Your order is in good hands.",
      body: "It is your first order with us and we are glad you gave us a try. From here on it is our turn: we prepare it with care and keep an eye on it until it is with you.",
      after: followUp,
    },
    returning: {
      subject: "Good to see you again, {{ shopper.first_name }}. Order {{ order.number }} is in good hands",
      preheader: "Thank you for coming back",
      heading: "Good to see you again, {{ shopper.first_name }}.",
      body: "Thank you for coming back. That you chose us once more is the nicest thing you can tell us. Your order is in good hands.",
      after: followUp,
    },
    vip: {
      subject: "Thank you, {{ shopper.first_name }}. We take special care of order {{ order.number }}",
      preheader: "You have been with us for a while, and we notice",
      heading: "Thank you, {{ shopper.first_name }}. Once more, and from the heart.",
      body: "You have been with us for a while, and we notice every single time. We look after this order in person.",
      after: followUp,
    },
    gift: {
      subject: "Thank you, {{ shopper.first_name }}. Your gift is in good hands",
      preheader: "We write only to you, so the surprise stays one",
      heading: "Thank you, {{ shopper.first_name }}. Your gift is in good hands.",
      body: "We prepare it the way we would for a friend of ours. We write only to you, so the surprise stays one.",
      after: followUp,
    },
  },
  delay_notice: {
    unshipped: {
      ...late,
      body: `${whatHappened}

It is still here with us{% if links.cancel %}, so you can change or cancel it{% endif %}.{% if links.wait %} What would you prefer?{% endif %}`,
    },
    on_its_way: {
      ...late,
      body: `${whatHappened}

{% if links.wait %}What would you prefer?{% endif %}`,
    },
    failed_attempt: {
      ...late,
      subject: "Your order {{ order.number }} could not be handed over yet",
      preheader:
        "{% if delay.expected %}We expect the next attempt {{ delay.expected_when }}{% else %}What happened, and what you can do{% endif %}",
      heading: "Your order could not be handed over yet",
      body: `Hi {{ shopper.first_name }},

{% if delay.expected %}We expect the next attempt **{{ delay.expected_when }}**. {% endif %}{{ delay.cause | sentence }}. We are sorry for the extra wait.

{% if links.change_address %}If the address needs a change, you can tell us here. {% endif %}{% if links.wait %}What would you prefer?{% endif %}`,
    },
  },
  delay_update: {
    moving: {
      subject: "Your order {{ order.number }} is moving again",
      preheader:
        "{% if delay.expected %}We expect it {{ delay.expected_when }}{% else %}It has been scanned and is on its way{% endif %}",
      heading: "Your order is moving again",
      body: goodNews("it has been scanned and is on its way to you"),
      after: nextOrArrival,
    },
    shipped: {
      subject: "Your order {{ order.number }} has been shipped",
      preheader:
        "{% if delay.expected %}We expect it {{ delay.expected_when }}{% else %}It is on its way to you{% endif %}",
      heading: "Your order has been shipped",
      body: goodNews("it has been shipped and is on its way to you"),
      after: nextOrArrival,
    },
    ready_for_pickup: {
      subject: "Your order {{ order.number }} is ready to be picked up",
      preheader: "It is waiting for you at a pick-up point",
      heading: "Your order is ready to be picked up",
      body: `Hi {{ shopper.first_name }},

Good news about your order: the carrier has brought it to a pick-up point, and it is waiting for you there. The carrier says where, and until when: follow your order from here. Thank you for your patience.`,
      after:
        "{% if delay.next_update %}We will write again on {{ delay.next_update }}, unless you have it by then.{% else %}If you cannot get there, tell us, and we will find a way.{% endif %}",
    },
    new_date: {
      subject:
        "{% if delay.expected %}We now expect your order {{ order.number }} {{ delay.expected_when }}{% else %}Your order {{ order.number }} needs more time{% endif %}",
      preheader:
        "{% if delay.expected %}There is a new date{% else %}We said we would write, so here we are{% endif %}",
      heading:
        "{% if delay.expected %}A new date for your order{% else %}Your order needs more time{% endif %}",
      body: `Hi {{ shopper.first_name }},

{% if delay.expected %}We now expect your order **{{ delay.expected_when }}**{% else %}We said we would write to you, and we cannot give you a new date yet{% endif %}: {{ delay.cause }}. We know that waiting is tiresome, and we keep asking.

{% if links.cancel or links.change_address %}If you would rather not wait any longer, tell us:{% endif %}`,
      after: late.after,
    },
    no_news: {
      subject: "Your order {{ order.number }}: no news yet, and we are on it",
      preheader:
        "{% if delay.expected %}We still expect it {{ delay.expected_when }}{% else %}We said we would write, so here we are{% endif %}",
      heading: "No news yet, and we are on it",
      body: `Hi {{ shopper.first_name }},

{% if delay.expected %}We still expect your order **{{ delay.expected_when }}**, but there is nothing new since we last wrote{% else %}We said we would write to you today, and there is nothing new about your order{% endif %}: {{ delay.cause }}. We know that waiting without news is the tiresome part, and we keep asking.

{% if links.cancel or links.change_address %}If you would rather not wait any longer, tell us:{% endif %}`,
      after: late.after,
    },
    arrived: {
      subject:
        "Your order {{ order.number }} has arrived{% if delay.in_time %}, in time after all{% else %}. Thank you for waiting{% endif %}",
      preheader: "And if something is not right, we are here",
      heading: "{% if delay.in_time %}It came in time after all{% else %}Thank you for waiting{% endif %}",
      body: `Hi {{ shopper.first_name }},

{% if delay.arrived %}On **{{ delay.arrived }}** your order arrived{% else %}Your order has arrived{% endif %}{% if delay.lateness_at_arrival %}, {{ delay.lateness_at_arrival }} after the date we gave you{% endif %}. {% if delay.in_time %}It came in time after all, and we are glad.{% else %}Thank you for waiting: it was not a given.{% endif %}`,
      after: "If anything is not as it should be, tell us, and we will put it right.",
    },
    part_arrived: {
      subject: "A part of your order {{ order.number }} has arrived",
      preheader: "The rest is still to come",
      heading: "A part of your order has arrived",
      body: `Hi {{ shopper.first_name }},

{% if delay.arrived %}On **{{ delay.arrived }}** a part of your order arrived{% else %}A part of your order has arrived{% endif %}{% if delay.lateness_at_arrival %}, {{ delay.lateness_at_arrival }} after the date we gave you{% endif %}. {% if delay.in_time %}It came in time after all, and we are glad. {% endif %}The rest is still to come.{% unless delay.in_time %} Thank you for waiting: it was not a given.{% endunless %}`,
      after: "If anything is not as it should be, tell us, and we will put it right.",
    },
  },
  arrival_notice: {
    default: {
      subject: "Your order {{ order.number }} arrives today",
      preheader: "It is out for delivery",
      heading: "Your order arrives today",
      body: `Hi {{ shopper.first_name }},

the courier has your order {{ order.number }} on board, and it should be with you **today**.`,
      after: "If nobody will be in, the tracking page says what the courier knows.",
    },
    gift: {
      subject: "Your gift {{ order.number }} is handed over today",
      preheader: "It is out for delivery",
      heading: "Your gift arrives today",
      body: `Hi {{ shopper.first_name }},

the courier has your gift on board, and it should be handed over **today**.`,
      after: "We write only to you, so the surprise stays one.",
    },
  },
  feedback_invitation: {
    default: {
      subject: "How did it go, {{ shopper.first_name }}?",
      preheader: "One question about order {{ order.number }}, one tap",
      heading: "How did it go?",
      body: `Hi {{ shopper.first_name }},

Your order should have settled in by now. How gladly would you recommend {{ shop.name }} to a friend?`,
      after:
        "One tap is enough. A person reads every answer, and if something went wrong, we want to put it right.",
    },
    gift: {
      subject: "How did it go with your gift, {{ shopper.first_name }}?",
      preheader: "One question, one tap",
      heading: "How did it go with your gift?",
      body: `Hi {{ shopper.first_name }},

Your gift should be in the right hands by now. How gladly would you recommend {{ shop.name }} to a friend?`,
      after: "One tap is enough. We ask only you, not who received it.",
    },
  },
  nps_survey: {
    default: {
      subject: "One question, {{ shopper.first_name }}",
      preheader: "It takes one tap, and a person reads it",
      heading: "How did we do so far?",
      body: `Hi {{ shopper.first_name }},

You bought from us a little while ago. How gladly would you recommend {{ shop.name }} to a friend?`,
      after: "One tap is enough. Thank you for your honesty.",
    },
  },
  recovery_offer: recoveryOffer({
    subject: "About your order {{ order.number }}: this is from us",
    heading: "We would like to make it good",
    opening: `Hi {{ shopper.first_name }},

{% if goodwill.cause %}{{ goodwill.cause | sentence }}.{% else %}Your order did not go the way we wanted.{% endif %} We are sorry: you deserved better from us.`,
    gifts: {
      words: {
        preheader: "A few honest words",
        body: "Thank you for your patience. We have looked at what happened and we mean to do better next time.",
        after: "If there is anything we can still put right, write to us. A person reads it.",
      },
      free_shipping: {
        preheader: "Your next parcel travels free",
        body: "Your next parcel is on us{% if goodwill.code %}: with the code **{{ goodwill.code }}** you pay nothing for shipping{% endif %}.",
        after:
          "{% if goodwill.expires %}The code is yours alone, works once and is good until {{ goodwill.expires }}. {% endif %}Write it in the field for discount codes when you check out.",
      },
      voucher: {
        preheader:
          "{% if goodwill.worth %}{{ goodwill.worth }} for your next order{% else %}Something for your next order{% endif %}",
        body: "{% if goodwill.worth %}**{{ goodwill.worth }}** off your next order is{% else %}Something off your next order is{% endif %} the least we can do{% if goodwill.code %}: your code is **{{ goodwill.code }}**{% endif %}.",
        after:
          "{% if goodwill.expires %}The code is yours alone, works once and is good until {{ goodwill.expires }}. {% endif %}Write it in the field for discount codes when you check out.",
      },
      store_credit: {
        preheader:
          "{% if goodwill.worth %}{{ goodwill.worth }} is waiting for you{% else %}A credit is waiting for you{% endif %}",
        body: "We have put {% if goodwill.worth %}**{{ goodwill.worth }}**{% else %}a credit{% endif %} on your account with us.",
        after:
          "{% if goodwill.expires %}It is good until {{ goodwill.expires }}. {% endif %}Sign in when you check out, and it is there.",
      },
      replacement: {
        preheader: "We send it again",
        body: "We are getting your things ready a second time, at our cost. You need not do anything.",
        after: "You hear from us when the parcel leaves.",
      },
    },
  }),
  product_follow_up: {
    default: {
      subject:
        "How are you getting on{% if product.title %} with {{ product.title }}{% else %}, {{ shopper.first_name }}{% endif %}?",
      preheader: "And if something is unclear, we are here",
      heading: "How are you getting on?",
      body: `Hi {{ shopper.first_name }},

{% if product.title %}**{{ product.title }}** has{% else %}Your order has{% endif %} been with you for a little while now, and we hope it does what you wanted it for.`,
      after: "If anything is unclear or not as it should be, write to us. A person answers.",
    },
    gift: {
      subject: "Is everything well with your gift, {{ shopper.first_name }}?",
      preheader: "And if something is not right, we are here",
      heading: "Is everything well with your gift?",
      body: `Hi {{ shopper.first_name }},

Your gift has been in the right hands for a little while now, and we hope it made somebody happy.`,
      after: "If anything is not as it should be, write to us. We write only to you.",
    },
  },
  win_back: {
    default: {
      subject: "It has been a while, {{ shopper.first_name }}",
      preheader: "Just a hello from {{ shop.name }}",
      heading: "It has been a while",
      body: `Hi {{ shopper.first_name }},

It has been some time since you were last with us, and we thought of you. If you feel like looking in again, the door is open.`,
      after: "And if something kept you away, tell us. We would rather know.",
    },
  },
  vip_reward: {
    default: {
      subject: "Thank you for staying with us, {{ shopper.first_name }}",
      preheader: "This one is for you",
      heading: "Thank you for staying with us",
      body: `Hi {{ shopper.first_name }},

You have come back to us again and again, and we do notice. Thank you, from all of us.`,
      after:
        "{% if reward.code %}A little something for your next order: with the code **{{ reward.code }}**, written in the field for discount codes when you check out.{% else %}If there is ever anything we can do for you, write to us. A person answers.{% endif %}",
    },
  },
  surprise: { default: onCard("And something small on top, because we felt like it.") },
  replenishment: {
    default: {
      subject:
        "{% if product.title %}Running low on {{ product.title }}?{% else %}Running low, {{ shopper.first_name }}?{% endif %}",
      preheader: "Just so that it does not run out",
      heading: "Running low?",
      body: `Hi {{ shopper.first_name }},

{% if product.title %}**{{ product.title }}** lasts about this long, as far as we can tell.{% else %}What you bought lasts about this long, as far as we can tell.{% endif %} If you need more, it is waiting for you.`,
      after: "If you still have plenty, forget we said anything.",
    },
  },
  welcome: {
    default: {
      subject: "Good to have you here{% if shopper.first_name %}, {{ shopper.first_name }}{% endif %}",
      preheader: "A hello from {{ shop.name }}",
      heading: "Good to have you here",
      body: `Hi {{ shopper.first_name }},

Thank you for signing up. We write when there is something worth telling, and leave you in peace when there is not.`,
      after:
        "{% if reward.code %}A little something to begin with: the code **{{ reward.code }}**, written in the field for discount codes when you check out.{% else %}If you ever have a question, write to us. A person answers.{% endif %}",
    },
  },
  new_arrivals: {
    default: {
      subject:
        "{% if product.title %}New here: {{ product.title }}{% else %}New here, {{ shopper.first_name }}{% endif %}",
      preheader: "Close to what you chose before",
      heading: "Something new has come in",
      body: `Hi {{ shopper.first_name }},

Something new has come in, close to what you have chosen from us before:`,
      after: "No hurry. It is here when you feel like looking.",
    },
  },
};
