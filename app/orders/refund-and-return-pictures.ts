export interface RefundPicture {
  id: string;
  orderId: string;
  amount: string;
  createdAt: Date;
}

export type ReturnStatus = "requested" | "open" | "closed" | "declined" | "canceled";

export interface ReturnPicture {
  id: string;
  orderId: string;
  status: ReturnStatus;
  /** She gave damage as the reason for at least one line; null when this picture does not say. */
  damage: boolean | null;
  changedAt: Date;
}
