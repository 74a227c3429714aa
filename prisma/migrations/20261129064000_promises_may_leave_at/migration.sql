-- From when on the goods of a promise may be taken up, where that is put off: they are waited for from then. Unknown of what was promised before.
ALTER TABLE "DeliveryPromise" ADD COLUMN "mayLeaveAt" TIMESTAMP(3);
