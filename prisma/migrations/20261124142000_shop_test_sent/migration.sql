-- AlterTable
ALTER TABLE "Shop" ADD COLUMN "testSentAt" TIMESTAMP(3);
