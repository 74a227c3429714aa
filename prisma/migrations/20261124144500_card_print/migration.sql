-- CreateTable
CREATE TABLE "CardPrint" (
    "shopId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "printId" TEXT NOT NULL,
    "variant" TEXT NOT NULL,
    "printedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CardPrint_pkey" PRIMARY KEY ("shopId","orderId","printId")
);
