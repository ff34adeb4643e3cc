-- How far each mailbox was read, who reads it, and since when it cannot be.
CREATE TABLE "mailbox" (
    "workspace_id" BLOB NOT NULL,
    "connection_id" BLOB NOT NULL,
    "uid_validity" INTEGER NOT NULL,
    "uid" INTEGER NOT NULL,
    "reader_id" BLOB NULL,
    "leased_until" INTEGER NULL,
    "read_at" INTEGER NULL,
    "failing_since" INTEGER NULL,
    "problem" TEXT NULL,
    "told_at" INTEGER NULL,
    CONSTRAINT "mailbox_key" PRIMARY KEY ("workspace_id", "connection_id"),
    CONSTRAINT "mailbox_connection_id" FOREIGN KEY ("workspace_id", "connection_id") REFERENCES "connection" ("workspace_id", "id") ON DELETE CASCADE
);

ALTER TABLE "department" ADD COLUMN "signatures" TEXT NULL;
