-- What is public and has people speaking under it; what they say are moments.
CREATE TABLE "post" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "connection_id" BLOB NOT NULL,
    "outside_key" TEXT NOT NULL,
    "url" TEXT NULL,
    "text" TEXT NULL,
    "author_name" TEXT NULL,
    "at" INTEGER NULL,
    "seen_at" INTEGER NOT NULL,
    CONSTRAINT "post_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "post_connection_id" FOREIGN KEY ("workspace_id", "connection_id") REFERENCES "connection" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE UNIQUE INDEX "post_by_connection_id_outside_key" ON "post" ("workspace_id", "connection_id", "outside_key");

-- Partial, so that what is said in private pays for none of them.
ALTER TABLE "moment" ADD COLUMN "post_id" BLOB NULL;
CREATE INDEX "moment_by_post_id_at_id" ON "moment" ("workspace_id", "post_id", "at", "id") WHERE post_id is not null;
CREATE INDEX "moment_public_of_person" ON "moment" ("workspace_id", "person_id", "at", "id") WHERE post_id is not null;

-- Since when a case owes a word in public.
ALTER TABLE "case" ADD COLUMN "owes_public_since" INTEGER NULL;
CREATE INDEX "case_owing_in_public" ON "case" ("workspace_id", "promise_due", "id") WHERE state <> 3 and owes_public;

-- Under which name a teammate speaks in public.
ALTER TABLE "teammate" ADD COLUMN "public_name" TEXT NULL;
