import type { Mailer, MailReceipt, OutgoingMail } from "~/channels/email.server";

/** A mail server that accepts everything until told otherwise. */
export class RecordingMailer implements Mailer {
  /** What was accepted. */
  readonly sent: OutgoingMail[] = [];
  /** Set while no mail is taken for sending. */
  pausedUntil: Date | null = null;
  #answers: MailReceipt[] = [];

  /** The next mails get these answers, one each; afterwards they are accepted again. */
  answerNext(...answers: MailReceipt[]): void {
    this.#answers.push(...answers);
  }

  send(mail: OutgoingMail): Promise<MailReceipt> {
    const answer = this.#answers.shift() ?? { outcome: "accepted", response: "250 OK" };
    if (answer.outcome === "accepted") this.sent.push(mail);
    return Promise.resolve(answer);
  }

  heldUntil(): Promise<Date | null> {
    return Promise.resolve(this.pausedUntil);
  }

  close(): void {
    // Nothing is held open.
  }

  clear(): void {
    this.sent.length = 0;
    this.#answers = [];
    this.pausedUntil = null;
  }
}
