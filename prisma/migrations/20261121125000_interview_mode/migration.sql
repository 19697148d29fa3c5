-- How much of the framework the candidate is shown (lib/domain/interview-mode.ts). Interviews made
-- before there was a choice showed all of it.
ALTER TABLE "interviews" ADD COLUMN "mode" TEXT NOT NULL DEFAULT 'guided';
