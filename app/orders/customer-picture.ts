/** A customer as one delivery shows her. */
export interface CustomerPicture {
  id: string;
  email: string | null;
  phone: string | null;
  firstName: string | null;
  lastName: string | null;
  locale: string | null;
  tags: string[] | null;
  changedAt: Date;
}
