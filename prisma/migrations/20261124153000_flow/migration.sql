-- Shopify Flow: triggers to fire, actions that were run, customers a workflow paused.
CREATE TABLE "FlowTrigger" (
    "id" TEXT NOT NULL,
    "shopId" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "orderId" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',
    "state" TEXT NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "happenedAt" TIMESTAMP(3) NOT NULL,
    "firedAt" TIMESTAMP(3),

    CONSTRAINT "FlowTrigger_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "FlowTrigger_shopId_orderId_idx" ON "FlowTrigger"("shopId", "orderId");

CREATE INDEX "FlowTrigger_state_happenedAt_idx" ON "FlowTrigger"("state", "happenedAt");

CREATE TABLE "FlowRun" (
    "shopId" TEXT NOT NULL,
    "actionRunId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "FlowRun_pkey" PRIMARY KEY ("shopId","actionRunId")
);

CREATE TABLE "MessagePause" (
    "shopId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "MessagePause_pkey" PRIMARY KEY ("shopId","customerId")
);
