-- Who sees to a follow-up, and what was written to the shopper from it.
ALTER TABLE "FollowUp" ADD COLUMN "owner" TEXT;

CREATE TABLE "FollowUpReply" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "followUpId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "language" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "writtenAt" TIMESTAMP(3) NOT NULL,
    "sentAt" TIMESTAMP(3),

    CONSTRAINT "FollowUpReply_pkey" PRIMARY KEY ("shopId","id")
);

CREATE INDEX "FollowUpReply_shopId_followUpId_idx" ON "FollowUpReply"("shopId", "followUpId");

CREATE INDEX "FollowUpReply_shopId_orderId_idx" ON "FollowUpReply"("shopId", "orderId");
