-- CreateTable
CREATE TABLE "MessageWordsVersion" (
    "shopId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "variant" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "voice" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "words" JSONB NOT NULL,
    "savedAt" TIMESTAMP(3) NOT NULL,
    "restoredFrom" INTEGER,

    CONSTRAINT "MessageWordsVersion_pkey" PRIMARY KEY ("shopId","kind","variant","language","voice","version")
);
