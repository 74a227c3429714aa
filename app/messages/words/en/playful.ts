import type { VoiceWords } from "../../message-words";
import { onCard } from "../on-card";
import { recoveryOffer } from "../recovery-offer";
import { labels } from "./labels";

const late = {
  subject:
    "{% if delay.lateness %}Order {{ order.number }} is running {{ delay.lateness }} late{% else %}Order {{ order.number }} is running late{% endif %}",
  preheader:
    "{% if delay.expected %}New plan: {{ delay.expected }}{% else %}What we know, and what you can do about it{% endif %}",
  heading:
    "{% if delay.lateness %}Your order is running {{ delay.lateness }} late{% else %}Your order is running late{% endif %}",
  after:
    "{% if delay.next_update %}You will hear from us again on {{ delay.next_update }}, news or no news.{% else %}You will hear from us again when it arrives.{% endif %}",
};

const whatHappened = `Hey {{ shopper.first_name }},

{% if delay.promised_due %}Your order was promised {{ delay.promised_due }}.{% else %}Your order is taking the long way round.{% endif %} {{ delay.cause | sentence }}.{% if delay.expected %} New plan: it should be with you **{{ delay.expected_when }}**.{% else %} We do not have a new date we would bet on yet.{% endif %} Sorry about that, it is not what we said.`;

const goodNews = (news: string) => `Hey {{ shopper.first_name }},

{% if delay.expected %}**{{ delay.expected | sentence }}**, that is the new plan for your order: {% else %}Your order woke up: {% endif %}${news}. Thanks for bearing with us.`;

const nextOrArrival =
  "{% if delay.next_update %}Next word on {{ delay.next_update }}, or the moment it arrives.{% else %}Next word when it arrives.{% endif %}";

const followUp = "Should the plan change, you hear it from us first. Promise.";

export const playful: VoiceWords = {
  labels: { ...labels, wait: "No rush, I'll wait", seeOrder: "Peek at your order" },
  promise:
    "{% if promise.ship_by %}It leaves us by {{ promise.ship_by }} and should be with you {{ promise.when }}.{% else %}It should be with you {{ promise.when }}.{% endif %}",
  thank_you_note: {
    first_order: {
      subject: "Hooray, {{ shopper.first_name }}! Order {{ order.number }} is ours to spoil now",
      preheader: "First orders get a little dance around here",
      heading: "Hooray, {{ shopper.first_name }}! You are in.",
      body: "First orders get a little dance around here, and yours just did. Now lean back: we pick, we pack, and we keep watch until it is at your door.",
      after: followUp,
    },
    returning: {
      subject: "You again, {{ shopper.first_name }}! Order {{ order.number }} is on our bench",
      preheader: "We were hoping you would be back",
      heading: "You again, {{ shopper.first_name }}! How lovely.",
      body: "We were hoping you would be back. Your order has jumped onto our bench, and the good wrapping paper is out.",
      after: followUp,
    },
    vip: {
      subject: "{{ shopper.first_name }}, order {{ order.number }} gets the royal treatment",
      preheader: "You practically run the place by now",
      heading: "The royal treatment, {{ shopper.first_name }}.",
      body: "By now you practically run the place. Your order goes to the front of our attention, and somebody here is smiling while packing it.",
      after: followUp,
    },
    gift: {
      subject: "Psst, {{ shopper.first_name }}: your gift is safe with us",
      preheader: "Our lips are sealed",
      heading: "Psst, {{ shopper.first_name }}. Your gift is safe with us.",
      body: "Our lips are sealed: we write only to you, and the parcel keeps its secret until it is opened.",
      after: followUp,
    },
  },
  delay_notice: {
    unshipped: {
      ...late,
      body: `${whatHappened}

It has not left the building{% if links.cancel %}, so everything is still possible{% endif %}.{% if links.wait %} Your call:{% endif %}`,
    },
    on_its_way: {
      ...late,
      body: `${whatHappened}

{% if links.wait %}Your call:{% endif %}`,
    },
    failed_attempt: {
      ...late,
      subject: "Order {{ order.number }} was almost there",
      preheader:
        "{% if delay.expected %}Next try: {{ delay.expected }}{% else %}What happened, and what you can do{% endif %}",
      heading: "Your order was almost there",
      body: `Hey {{ shopper.first_name }},

{% if delay.expected %}Next try **{{ delay.expected_when }}**. {% endif %}{{ delay.cause | sentence }}. Sorry for the extra lap.

{% if links.change_address %}If the address wants fixing, tell us here. {% endif %}{% if links.wait %}Your call:{% endif %}`,
    },
  },
  delay_update: {
    moving: {
      subject: "Order {{ order.number }} is on the move again",
      preheader:
        "{% if delay.expected %}Now expected: {{ delay.expected }}{% else %}It has been scanned and is rolling{% endif %}",
      heading: "On the move again",
      body: goodNews("it has been scanned and is rolling towards you"),
      after: nextOrArrival,
    },
    shipped: {
      subject: "Order {{ order.number }} is out of the door",
      preheader:
        "{% if delay.expected %}Now expected: {{ delay.expected }}{% else %}It has been shipped and is rolling{% endif %}",
      heading: "Out of the door",
      body: goodNews("it has been shipped and is rolling towards you"),
      after: nextOrArrival,
    },
    ready_for_pickup: {
      subject: "Order {{ order.number }} is waiting for you",
      preheader: "Ready at a pick-up point",
      heading: "Ready when you are",
      body: `Hey {{ shopper.first_name }},

Your order has made it to a pick-up point and is waiting for you there. The carrier knows where, and until when: follow your order from here. Thanks for bearing with us.`,
      after:
        "{% if delay.next_update %}Next word on {{ delay.next_update }}, unless you have it by then.{% else %}Cannot get there? Tell us, and we will find a way.{% endif %}",
    },
    new_date: {
      subject:
        "Order {{ order.number }}: {% if delay.expected %}new plan, {{ delay.expected }}{% else %}still no new plan{% endif %}",
      preheader:
        "{% if delay.expected %}The plan has changed{% else %}We said we would write, so here we are{% endif %}",
      heading:
        "{% if delay.expected %}A new plan for your order{% else %}Still no new plan for your order{% endif %}",
      body: `Hey {{ shopper.first_name }},

{% if delay.expected %}New plan: your order should be with you **{{ delay.expected_when }}**{% else %}We said we would write, and we do not have a new date we would bet on yet{% endif %}. {{ delay.cause | sentence }}. We keep knocking until somebody answers.

{% if links.cancel or links.change_address %}Had enough of waiting? Tell us:{% endif %}`,
      after: late.after,
    },
    no_news: {
      subject: "Order {{ order.number }}: nothing new, and we are still on it",
      preheader:
        "{% if delay.expected %}Still expected: {{ delay.expected }}{% else %}We said we would write, so here we are{% endif %}",
      heading: "Nothing new, and we are still on it",
      body: `Hey {{ shopper.first_name }},

{% if delay.expected %}We still expect your order **{{ delay.expected_when }}**, with nothing new to add{% else %}We said we would write, so we do, even with empty hands{% endif %}: {{ delay.cause }}. We keep knocking until somebody answers.

{% if links.cancel or links.change_address %}Had enough of waiting? Tell us:{% endif %}`,
      after: late.after,
    },
    arrived: {
      subject:
        "Order {{ order.number }} made it{% if delay.in_time %}, in time after all{% else %}. Thank you for waiting{% endif %}",
      preheader:
        "{% if delay.in_time %}Happy to have been wrong{% else %}You have the patience of a saint{% endif %}",
      heading:
        "It made it{% if delay.in_time %}, in time after all.{% else %}. Thank you for waiting.{% endif %}",
      body: `Hey {{ shopper.first_name }},

{% if delay.arrived %}On **{{ delay.arrived }}** your order made it{% else %}Your order made it{% endif %}{% if delay.lateness_at_arrival %}, {{ delay.lateness_at_arrival }} behind plan{% endif %}. {% if delay.in_time %}In time after all: we are happy to have been wrong.{% else %}You have the patience of a saint, and we owe you one.{% endif %}`,
      after: "If something in the box is not right, tell us and we will sort it out.",
    },
    part_arrived: {
      subject: "A part of order {{ order.number }} made it",
      preheader: "The rest is still to come",
      heading:
        "A part of it made it{% if delay.in_time %}, in time after all.{% else %}. Thank you for waiting.{% endif %}",
      body: `Hey {{ shopper.first_name }},

{% if delay.arrived %}On **{{ delay.arrived }}** a part of your order made it{% else %}A part of your order made it{% endif %}{% if delay.lateness_at_arrival %}, {{ delay.lateness_at_arrival }} behind plan{% endif %}. {% if delay.in_time %}In time after all: we are happy to have been wrong. {% endif %}The rest is still to come.{% unless delay.in_time %} You have the patience of a saint, and we owe you one.{% endunless %}`,
      after: "If something in the box is not right, tell us and we will sort it out.",
    },
  },
  arrival_notice: {
    default: {
      subject: "Order {{ order.number }} is almost at your door",
      preheader: "Out for delivery today",
      heading: "Almost at your door",
      body: `Hey {{ shopper.first_name }},

your order {{ order.number }} is in the van and should ring your bell **today**.`,
      after: "Curious? The tracking page knows more.",
    },
    gift: {
      subject: "Gift {{ order.number }} is almost there",
      preheader: "Out for delivery today",
      heading: "Almost there",
      body: `Hey {{ shopper.first_name }},

your gift is in the van and should ring the right bell **today**.`,
      after: "Our lips are sealed: we tell only you.",
    },
  },
  feedback_invitation: {
    default: {
      subject: "So, {{ shopper.first_name }}, how did we do?",
      preheader: "One tap, no homework",
      heading: "So, how did we do?",
      body: `Hey {{ shopper.first_name }},

The box is open, the verdict is yours. How gladly would you tell a friend about {{ shop.name }}?`,
      after: "One tap, no homework. A real person reads it, including the bad bits.",
    },
    gift: {
      subject: "So, {{ shopper.first_name }}, how did the surprise go?",
      preheader: "One tap, no homework",
      heading: "How did the surprise go?",
      body: `Hey {{ shopper.first_name }},

The secret should be out by now. How gladly would you tell a friend about {{ shop.name }}?`,
      after: "One tap, no homework. We ask only you, the surprise stays yours.",
    },
  },
  nps_survey: {
    default: {
      subject: "Quick one, {{ shopper.first_name }}",
      preheader: "Eleven numbers, one tap",
      heading: "Quick one",
      body: `Hey {{ shopper.first_name }},

Eleven numbers, one tap: how gladly would you tell a friend about {{ shop.name }}?`,
      after: "That is all. Thank you.",
    },
  },
  recovery_offer: recoveryOffer({
    subject: "Order {{ order.number }}: we owe you one",
    heading: "We owe you one",
    opening: `Hey {{ shopper.first_name }},

{% if goodwill.cause %}{{ goodwill.cause | sentence }}.{% else %}Your order took a wrong turn.{% endif %} That was not the plan, and we are sorry.`,
    gifts: {
      words: {
        preheader: "No excuses, a few words",
        body: "No excuses from us. Thank you for taking it so well, and for sticking with us.",
        after: "Still something to sort out? Write back, a real person reads it.",
      },
      free_shipping: {
        preheader: "The next trip is on us",
        body: "The next trip is on us{% if goodwill.code %}: **{{ goodwill.code }}** makes the shipping free{% endif %}.",
        after:
          "{% if goodwill.expires %}Just for you, just once, until {{ goodwill.expires }}. {% endif %}Pop it in the discount field at checkout.",
      },
      voucher: {
        preheader:
          "{% if goodwill.worth %}{{ goodwill.worth }} off your next order{% else %}A little something from us{% endif %}",
        body: "So here is {% if goodwill.worth %}**{{ goodwill.worth }}**{% else %}a little something{% endif %} off your next order{% if goodwill.code %}. Say **{{ goodwill.code }}** and it is yours{% endif %}.",
        after:
          "{% if goodwill.expires %}Just for you, just once, until {{ goodwill.expires }}. {% endif %}Pop it in the discount field at checkout.",
      },
      store_credit: {
        preheader:
          "{% if goodwill.worth %}{{ goodwill.worth }} in your account{% else %}Something in your account{% endif %}",
        body: "Look into your account with us: {% if goodwill.worth %}**{{ goodwill.worth }}**{% else %}a credit{% endif %} is waiting there.",
        after:
          "{% if goodwill.expires %}Spend it by {{ goodwill.expires }}. {% endif %}Sign in at checkout and it turns up by itself.",
      },
      replacement: {
        preheader: "Take two",
        body: "Take two: we are packing it again, on us. You do nothing at all.",
        after: "We tell you when it is off.",
      },
    },
  }),
  product_follow_up: {
    default: {
      subject:
        "{% if product.title %}You and {{ product.title }}: how is it going?{% else %}So, {{ shopper.first_name }}, how is it going?{% endif %}",
      preheader: "Friends by now?",
      heading: "How is it going?",
      body: `Hey {{ shopper.first_name }},

{% if product.title %}**{{ product.title }}** has{% else %}Your order has{% endif %} had some time to settle in. Friends by now?`,
      after: "If it is being difficult, tell us. A real person knows how to talk to it.",
    },
    gift: {
      subject: "So, {{ shopper.first_name }}, is the gift behaving?",
      preheader: "We ask only you",
      heading: "Is the gift behaving?",
      body: `Hey {{ shopper.first_name }},

Your gift has had some time to settle in. We hope it still gets a smile.`,
      after: "If it is being difficult, tell us. Our lips stay sealed.",
    },
  },
  win_back: {
    default: {
      subject: "Knock knock, {{ shopper.first_name }}",
      preheader: "It is only us, {{ shop.name }}",
      heading: "Knock knock",
      body: `Hey {{ shopper.first_name }},

It is only us. You have been quiet, and the shelves are asking after you. Fancy a look?`,
      after: "If we did something silly, tell us. We can take it.",
    },
  },
  vip_reward: {
    default: {
      subject: "Psst, {{ shopper.first_name }}, you are on our list",
      preheader: "The good list",
      heading: "You are on the good list",
      body: `Hey {{ shopper.first_name }},

You keep coming back, and we keep a list of people we like. Guess who is at the top of it.`,
      after:
        "{% if reward.code %}List members get a code: **{{ reward.code }}**. It goes into the field for discount codes when you check out.{% else %}List members get to ask for favours. Write to us.{% endif %}",
    },
  },
  surprise: { default: onCard("Psst: there is a stowaway in this parcel. It is yours.") },
  replenishment: {
    default: {
      subject:
        "{% if product.title %}{{ product.title }} is whispering: nearly empty{% else %}Nearly empty, {{ shopper.first_name }}?{% endif %}",
      preheader: "We hear these things",
      heading: "Nearly empty?",
      body: `Hey {{ shopper.first_name }},

{% if product.title %}By our count **{{ product.title }}** is scraping the bottom by now.{% else %}By our count you are scraping the bottom by now.{% endif %} We have more where that came from.`,
      after: "Wrong guess? Our crystal ball needs a polish.",
    },
  },
  welcome: {
    default: {
      subject: "You are in{% if shopper.first_name %}, {{ shopper.first_name }}{% endif %}",
      preheader: "No secret handshake needed",
      heading: "You are in",
      body: `Hey {{ shopper.first_name }},

Welcome to the club. There is no handshake and no hat, but you hear the good news first.`,
      after:
        "{% if reward.code %}Every new member gets a code: **{{ reward.code }}**. It goes into the field for discount codes when you check out.{% else %}Questions, jokes, complaints: write to us. A person answers.{% endif %}",
    },
  },
  new_arrivals: {
    default: {
      subject:
        "{% if product.title %}Fresh in: {{ product.title }}{% else %}Fresh in, {{ shopper.first_name }}{% endif %}",
      preheader: "The paint is hardly dry",
      heading: "Fresh in",
      body: `Hey {{ shopper.first_name }},

The shelves have been busy. These would get on well with what you have:`,
      after: "Just looking is fine. We do it all day.",
    },
  },
};
