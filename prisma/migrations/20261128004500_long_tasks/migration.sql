-- Work that takes longer than a page waits for, and the orders an imported history brings.
CREATE TABLE "LongTask" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "askedAt" TIMESTAMP(3) NOT NULL,
    "startedAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "total" INTEGER,
    "done" INTEGER NOT NULL DEFAULT 0,
    "place" JSONB NOT NULL DEFAULT '{}',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "problems" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,

    CONSTRAINT "LongTask_pkey" PRIMARY KEY ("shopId","id")
);

CREATE TABLE "LongTaskProblem" (
    "shopId" TEXT NOT NULL,
    "taskId" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "column" TEXT,
    "problem" TEXT NOT NULL,

    CONSTRAINT "LongTaskProblem_pkey" PRIMARY KEY ("shopId","taskId","line")
);

CREATE TABLE "LongTaskPiece" (
    "shopId" TEXT NOT NULL,
    "taskId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "LongTaskPiece_pkey" PRIMARY KEY ("shopId","taskId","position")
);

CREATE TABLE "PastOrder" (
    "shopId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "taskId" TEXT NOT NULL,
    "placedAt" TIMESTAMP(3) NOT NULL,
    "promisedOn" DATE NOT NULL,
    "handedOverAt" TIMESTAMP(3),
    "deliveredAt" TIMESTAMP(3),
    "status" TEXT NOT NULL,
    "lane" JSONB NOT NULL,

    CONSTRAINT "PastOrder_pkey" PRIMARY KEY ("shopId","orderId")
);

CREATE INDEX "LongTask_shopId_askedAt_idx" ON "LongTask"("shopId", "askedAt" DESC);

CREATE INDEX "PastOrder_shopId_placedAt_idx" ON "PastOrder"("shopId", "placedAt");
