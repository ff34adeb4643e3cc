-- The record cannot be changed quietly: each entry hangs on the one before it, and what is about a person is hashed with a key of theirs.
CREATE TABLE "chain" (
    "workspace_id" BLOB NOT NULL,
    "seq" INTEGER NOT NULL,
    "audit_id" BLOB NOT NULL,
    "facts_hash" BLOB NOT NULL,
    "previous" BLOB NOT NULL,
    "hash" BLOB NOT NULL,
    CONSTRAINT "chain_key" PRIMARY KEY ("workspace_id", "seq")
);
CREATE UNIQUE INDEX "chain_by_audit_id" ON "chain" ("workspace_id", "audit_id");

CREATE TABLE "key_of_person" (
    "workspace_id" BLOB NOT NULL,
    "person_id" BLOB NOT NULL,
    "key" BLOB NULL,
    CONSTRAINT "key_of_person_key" PRIMARY KEY ("workspace_id", "person_id")
);

CREATE TABLE "audit_about" (
    "workspace_id" BLOB NOT NULL,
    "about_id" BLOB NOT NULL,
    "audit_id" BLOB NOT NULL,
    CONSTRAINT "audit_about_key" PRIMARY KEY ("workspace_id", "about_id", "audit_id")
);
