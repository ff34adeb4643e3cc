-- How far each connection was read whose messages we fetch ourselves, a mailbox or a platform that is asked: one table for all of them.
CREATE TABLE "reading" (
    "workspace_id" BLOB NOT NULL,
    "connection_id" BLOB NOT NULL,
    "place" TEXT NULL,
    "reader_id" BLOB NULL,
    "leased_until" INTEGER NULL,
    "read_at" INTEGER NULL,
    "failing_since" INTEGER NULL,
    "problem" TEXT NULL,
    "told_at" INTEGER NULL,
    CONSTRAINT "reading_key" PRIMARY KEY ("workspace_id", "connection_id"),
    CONSTRAINT "reading_connection_id" FOREIGN KEY ("workspace_id", "connection_id") REFERENCES "connection" ("workspace_id", "id") ON DELETE CASCADE
);
INSERT INTO "reading" ("workspace_id", "connection_id", "place", "reader_id", "leased_until", "read_at", "failing_since", "problem", "told_at")
SELECT "workspace_id", "connection_id", "uid_validity" || ':' || "uid", "reader_id", "leased_until", "read_at", "failing_since", "problem", "told_at" FROM "mailbox";
DROP TABLE "mailbox";
