-- What a shopper asks for in her own words, beside the choice that opened the task.
ALTER TABLE "FollowUp" ADD COLUMN "wish" TEXT;
