-- CreateTable
CREATE TABLE "case_unlocks" (
    "user_id" UUID NOT NULL,
    "case_id" TEXT NOT NULL,
    "unlocked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "case_unlocks_pkey" PRIMARY KEY ("user_id","case_id")
);

-- AddForeignKey
ALTER TABLE "case_unlocks" ADD CONSTRAINT "case_unlocks_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
