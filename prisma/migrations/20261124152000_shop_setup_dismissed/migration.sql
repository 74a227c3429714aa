-- AlterTable
ALTER TABLE "Shop" ADD COLUMN "setupDismissedAt" TIMESTAMP(3);
