-- What was hidden and shown again where it stands (kinds 5 and 6) is found with edits and withdrawals, by the message it is about.
DROP INDEX "moment_by_reply_to";
CREATE INDEX "moment_by_reply_to" ON "moment" ("workspace_id", "reply_to") WHERE kind in (2, 3, 4, 5, 6, 33);

-- What a teammate found elsewhere stands under a post that came by no connection, known by its link.
CREATE TABLE "post_found" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "connection_id" BLOB NULL,
    "outside_key" TEXT NOT NULL,
    "url" TEXT NULL,
    "text" TEXT NULL,
    "author_name" TEXT NULL,
    "at" INTEGER NULL,
    "seen_at" INTEGER NOT NULL,
    CONSTRAINT "post_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "post_connection_id" FOREIGN KEY ("workspace_id", "connection_id") REFERENCES "connection" ("workspace_id", "id") ON DELETE RESTRICT
);
INSERT INTO "post_found" ("workspace_id", "id", "connection_id", "outside_key", "url", "text", "author_name", "at", "seen_at")
SELECT "workspace_id", "id", "connection_id", "outside_key", "url", "text", "author_name", "at", "seen_at" FROM "post";
DROP TABLE "post";
ALTER TABLE "post_found" RENAME TO "post";
CREATE UNIQUE INDEX "post_by_connection_id_outside_key" ON "post" ("workspace_id", "connection_id", "outside_key");
CREATE UNIQUE INDEX "post_found_by_key" ON "post" ("workspace_id", "outside_key") WHERE connection_id is null;

-- Words that end a matter in public.
ALTER TABLE "saved_answer" ADD COLUMN "closing" INTEGER NOT NULL DEFAULT 0;
