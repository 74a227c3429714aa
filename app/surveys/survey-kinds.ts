export const surveys = ["purchase_nps", "delivery_feedback"] as const;
export type Survey = (typeof surveys)[number];

export const responseChannels = ["thank_you_page", "email", "order_status_page", "card"] as const;
export type ResponseChannel = (typeof responseChannels)[number];
