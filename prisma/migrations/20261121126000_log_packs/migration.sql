-- The logs of an interview that is over are packed: many entries in one row (server/db/log-pack.ts).
-- Set once both logs are.
ALTER TABLE "interviews" ADD COLUMN "packed_at" TIMESTAMPTZ(3);

-- Those that wait for it and no others, however many interviews there have been. Not on the heads of the
-- logs: those change with every commit, and an index that asks for what changes would be written with each.
CREATE INDEX "interviews_to_pack" ON "interviews" ("state_at")
  WHERE "packed_at" IS NULL AND "status" IN ('finished', 'cancelled');
