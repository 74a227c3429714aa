-- How long a silence a stalled parcel was found by: what is learned later does not end the incident.
ALTER TABLE "Delay" ADD COLUMN "silenceDays" INTEGER;
