-- A mail server that takes mails and does not confirm them: how often for one mail, and how long it is left alone.
ALTER TABLE "Touchpoint" ADD COLUMN "cutOffs" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "MailServer" (
    "id" TEXT NOT NULL,
    "cutOffs" INTEGER NOT NULL DEFAULT 0,
    "pauses" INTEGER NOT NULL DEFAULT 0,
    "pausedUntil" TIMESTAMP(3),

    CONSTRAINT "MailServer_pkey" PRIMARY KEY ("id")
);
