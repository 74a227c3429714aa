-- A reply that a paused mail server holds back waits for the end of the pause, and none of its tries is used up.
ALTER TABLE "FollowUpReply" ADD COLUMN "heldUntil" TIMESTAMP(3);

CREATE INDEX "FollowUpReply_state_heldUntil_idx" ON "FollowUpReply"("state", "heldUntil");
