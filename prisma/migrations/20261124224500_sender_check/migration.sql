-- What the DNS said of the sender's domain when it was last asked.
CREATE TABLE "SenderCheck" (
    "shopId" TEXT NOT NULL,
    "domain" TEXT NOT NULL,
    "spf" TEXT NOT NULL,
    "dkim" TEXT NOT NULL,
    "dmarc" TEXT NOT NULL,
    "spfNow" TEXT,
    "checkedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SenderCheck_pkey" PRIMARY KEY ("shopId")
);
