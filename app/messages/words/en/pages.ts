import type { ShopperPageWords } from "../../shopper-page-words";

export const pages: ShopperPageWords = {
  feedback: {
    title: "How did it go?",
    order: (number) => `Order ${number}`,
    question: (shopName) => `How gladly would you recommend ${shopName} to a friend?`,
    low: "not at all",
    high: "very gladly",
    ratingOf: (rating) => `${rating} out of 10`,
    reasons: "What stood out?",
    reason: {
      arrived_late: "arrived late",
      damaged: "damaged",
      incomplete: "something missing",
      wrong_item: "wrong item",
      lovely_packaging: "lovely packaging",
      fast: "fast",
      well_informed: "kept me informed",
    },
    comment: "Anything you would like to add?",
    mayContact: "You may contact me about this",
    send: "Send my answer",
    change: "Change my answer",
    ratingMissing: "Please choose a number from 0 to 10.",
    commentTooLong: "Please keep it to 2,000 characters.",
    thanks: "Thank you.",
    thanksText: "Your answer has arrived, and a person reads it.",
    review: "Would you tell others, too? A few words in public help a small team a lot.",
    reviewLink: "Write a public review",
    answeredBy: (when) => `A person will answer you ${when}.`,
    stillOpen: "Changed your mind? You can change your answer for 24 hours.",
    closed: "Your answer stands",
    closedText: "It could be changed for 24 hours. If there is something to add, write to us: we read it.",
  },
  choice: {
    title: "Your order, your choice",
    order: (number) => `Order ${number}`,
    options: {
      wait: {
        name: "I'll wait, that's fine",
        effect: "Nothing changes: your order keeps travelling, and we keep watching it and writing to you.",
        confirm: "Yes, I'll wait",
        done: "Thank you for waiting. We keep watching your order and write to you as announced.",
      },
      change_address: {
        name: "Change the address",
        effect: "A person here gets your request at once and writes to you to take down the new address.",
        confirm: "Ask for a new address",
        done: "Your request is with us. A person writes to you to take down the new address.",
      },
      cancel: {
        name: "Cancel the order",
        effect:
          "A person here gets your request at once, stops the order and sees to your refund. If it leaves before we can stop it, we tell you.",
        confirm: "Ask to cancel",
        done: "Your request is with us. A person sees to it and confirms it to you.",
      },
      talk: {
        name: "Talk to us",
        effect: "A person here sees that you would like a word and gets in touch with you.",
        confirm: "Please get in touch",
        done: "We know you would like a word. A person gets in touch with you.",
      },
    },
    others: "Or rather",
    chosen: "Your choice so far",
    pastTitle: "This choice is no longer open",
    pastText: "Your order has moved on since we wrote. If something is not right, we are here.",
    tooLateToCancel:
      "Your order is already on its way, so it can no longer be cancelled. How returns work is explained below, and you can always talk to us.",
    tooLateToChangeAddress:
      "Your order is already out for delivery, so its address can no longer be changed. You can always talk to us.",
  },
  unsubscribe: {
    title: { survey: "No more questions by mail?", care: "No more mails of this kind?" },
    text: {
      survey: "We will not ask for your opinion by mail any more.",
      care: "We will not send you suggestions and offers any more.",
    },
    stillComes: "Mails about your own orders still come, for example when one is late.",
    confirm: "Yes, stop these mails",
    doneTitle: "Done.",
    done: {
      survey: "We will not ask for your opinion by mail any more.",
      care: "We will not send you suggestions and offers any more.",
    },
    undo: "That was a mistake: undo",
    undoneTitle: "As before.",
    undone: {
      survey: "You may hear a question from us now and then.",
      care: "You may hear from us now and then.",
    },
  },
  badLink: {
    expiredTitle: "This link has run out",
    expired:
      "For your safety, links in our mails work only for a while. If you need us, just answer the mail it came with.",
    forgedTitle: "This link does not lead anywhere",
    forged: "It may have been cut off when it was copied. Please open it from the mail it came with.",
  },
  contacts: {
    title: "Talk to us",
    email: "Mail",
    phone: "Phone",
    whatsapp: "WhatsApp",
    chat: "Chat",
    faq: "Frequent questions",
    returns: "How returns work",
    policy: "Delivery and returns policy",
  },
  orderStatus: "Follow your order",
};
