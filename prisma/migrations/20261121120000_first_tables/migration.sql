-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "password_hash" TEXT,
    "is_admin" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_ins" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "sign_ins_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reset_links" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "reset_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "throttles" (
    "key" TEXT NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "throttles_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "content_versions" (
    "kind" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "content_versions_pkey" PRIMARY KEY ("kind","id","version")
);

-- CreateTable
CREATE TABLE "interviews" (
    "id" UUID NOT NULL,
    "host_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "scheduled_for" TIMESTAMPTZ(3),
    "is_solo" BOOLEAN NOT NULL,
    "level" TEXT NOT NULL,
    "length_minutes" INTEGER NOT NULL,
    "case_id" TEXT NOT NULL,
    "case_version" INTEGER NOT NULL,
    "framework_id" TEXT NOT NULL,
    "framework_version" INTEGER NOT NULL,
    "rubric_id" TEXT NOT NULL,
    "rubric_version" INTEGER NOT NULL,
    "plan" JSONB NOT NULL,
    "call_link" TEXT,
    "state" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "state_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "empty_since" TIMESTAMPTZ(3),
    "shared_log" BIGINT NOT NULL,
    "private_log" BIGINT NOT NULL,

    CONSTRAINT "interviews_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "interview_commands" (
    "interview_id" UUID NOT NULL,
    "command_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "interview_commands_pkey" PRIMARY KEY ("interview_id","command_id")
);

-- CreateTable
CREATE TABLE "participants" (
    "interview_id" UUID NOT NULL,
    "number" SMALLINT NOT NULL,
    "user_id" UUID,
    "role" TEXT NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "participants_pkey" PRIMARY KEY ("interview_id","number")
);

-- CreateTable
CREATE TABLE "invites" (
    "id" UUID NOT NULL,
    "interview_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invites_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scorecards" (
    "interview_id" UUID NOT NULL,
    "author" SMALLINT NOT NULL,
    "kind" TEXT NOT NULL,
    "draft" JSONB NOT NULL,
    "drafted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "card" JSONB,
    "submitted_at" TIMESTAMPTZ(3),

    CONSTRAINT "scorecards_pkey" PRIMARY KEY ("interview_id","author")
);

-- CreateTable
CREATE TABLE "log_heads" (
    "id" BIGSERIAL NOT NULL,
    "last_number" BIGINT NOT NULL DEFAULT 0,
    "last_at" TIMESTAMPTZ(6) NOT NULL DEFAULT '-infinity',
    "keyframe_number" BIGINT NOT NULL DEFAULT 0,
    "keyframe_bytes" INTEGER NOT NULL DEFAULT 0,
    "bytes_since" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "log_heads_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "log_senders" (
    "log" BIGINT NOT NULL,
    "sender" BIGINT NOT NULL,
    "author" SMALLINT NOT NULL,
    "last_seq" BIGINT NOT NULL,
    "number" BIGINT NOT NULL,

    CONSTRAINT "log_senders_pkey" PRIMARY KEY ("log","sender")
);

-- CreateTable
CREATE TABLE "log_clients" (
    "log" BIGINT NOT NULL,
    "client_id" BIGINT NOT NULL,
    "author" SMALLINT NOT NULL,

    CONSTRAINT "log_clients_pkey" PRIMARY KEY ("log","client_id")
);

-- CreateTable
CREATE TABLE "log_entries" (
    "log" BIGINT NOT NULL,
    "number" BIGINT NOT NULL,
    "author" SMALLINT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "data" BYTEA NOT NULL,

    CONSTRAINT "log_entries_pkey" PRIMARY KEY ("log","number")
);

-- CreateTable
CREATE TABLE "log_keyframes" (
    "log" BIGINT NOT NULL,
    "number" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sha256" BYTEA NOT NULL,
    "data" BYTEA NOT NULL,

    CONSTRAINT "log_keyframes_pkey" PRIMARY KEY ("log","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "sign_ins_user_id_idx" ON "sign_ins"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "reset_links_token_hash_key" ON "reset_links"("token_hash");

-- CreateIndex
CREATE INDEX "reset_links_user_id_idx" ON "reset_links"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "interviews_shared_log_key" ON "interviews"("shared_log");

-- CreateIndex
CREATE UNIQUE INDEX "interviews_private_log_key" ON "interviews"("private_log");

-- CreateIndex
CREATE INDEX "interviews_host_id_idx" ON "interviews"("host_id");

-- CreateIndex
CREATE INDEX "interviews_status_state_at_idx" ON "interviews"("status", "state_at");

-- CreateIndex
CREATE INDEX "participants_user_id_joined_at_idx" ON "participants"("user_id", "joined_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "participants_interview_id_user_id_key" ON "participants"("interview_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "invites_token_hash_key" ON "invites"("token_hash");

-- CreateIndex
CREATE INDEX "invites_interview_id_idx" ON "invites"("interview_id");

-- AddForeignKey
ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reset_links" ADD CONSTRAINT "reset_links_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interviews" ADD CONSTRAINT "interviews_host_id_fkey" FOREIGN KEY ("host_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interview_commands" ADD CONSTRAINT "interview_commands_interview_id_fkey" FOREIGN KEY ("interview_id") REFERENCES "interviews"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participants" ADD CONSTRAINT "participants_interview_id_fkey" FOREIGN KEY ("interview_id") REFERENCES "interviews"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participants" ADD CONSTRAINT "participants_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invites" ADD CONSTRAINT "invites_interview_id_fkey" FOREIGN KEY ("interview_id") REFERENCES "interviews"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scorecards" ADD CONSTRAINT "scorecards_interview_id_fkey" FOREIGN KEY ("interview_id") REFERENCES "interviews"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- What Prisma's schema cannot say.

-- One candidate at a time, whoever presses "accept" first.
CREATE UNIQUE INDEX "participants_one_candidate" ON "participants"("interview_id")
  WHERE "role" IN ('candidate', 'solo') AND "removed_at" IS NULL;

ALTER TABLE "participants" ADD CONSTRAINT "participants_role" CHECK ("role" IN ('interviewer', 'candidate', 'observer', 'solo'));
ALTER TABLE "participants" ADD CONSTRAINT "participants_number" CHECK ("number" >= 1);
ALTER TABLE "invites" ADD CONSTRAINT "invites_role" CHECK ("role" IN ('interviewer', 'candidate', 'observer'));
ALTER TABLE "interviews" ADD CONSTRAINT "interviews_status" CHECK ("status" IN ('scheduled', 'lobby', 'live', 'debrief', 'finished', 'cancelled'));
ALTER TABLE "scorecards" ADD CONSTRAINT "scorecards_kind" CHECK ("kind" IN ('interviewer', 'self'));
-- A submitted card is whole: both or neither.
ALTER TABLE "scorecards" ADD CONSTRAINT "scorecards_submitted" CHECK (("card" IS NULL) = ("submitted_at" IS NULL));

-- Heads and watermarks change with every commit: room on the page keeps those updates off the indexes.
ALTER TABLE "log_heads" SET (fillfactor = 50);
ALTER TABLE "log_senders" SET (fillfactor = 50);
