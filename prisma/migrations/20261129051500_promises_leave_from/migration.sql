-- Where the goods of a promise leave from: "not shipped" is counted by the days of that place. Unknown of what was promised before.
ALTER TABLE "DeliveryPromise" ADD COLUMN "location" TEXT;
