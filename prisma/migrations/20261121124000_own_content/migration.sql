-- AlterTable
ALTER TABLE "users" ADD COLUMN     "is_coach" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "own_content" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "content_id" TEXT,
    "draft" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "published_version" INTEGER,
    "withdrawn_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "own_content_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "own_content_versions" (
    "item_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "own_content_versions_pkey" PRIMARY KEY ("item_id","version")
);

-- CreateIndex
CREATE UNIQUE INDEX "own_content_kind_content_id_key" ON "own_content"("kind", "content_id");

-- AddForeignKey
ALTER TABLE "own_content_versions" ADD CONSTRAINT "own_content_versions_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "own_content"("id") ON DELETE CASCADE ON UPDATE CASCADE;
