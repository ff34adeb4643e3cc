-- Work made light: words that leave at a time somebody chose, and what one wants to be reminded of.
CREATE TABLE "later_message" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "key" TEXT NOT NULL,
    "author_id" BLOB NOT NULL,
    "person_id" BLOB NOT NULL,
    "case_id" BLOB NULL,
    "text" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "is_public" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "asked_at" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "holds_if_heard" INTEGER NOT NULL,
    "heard_at" INTEGER NULL,
    "state" INTEGER NOT NULL,
    "next_at" INTEGER NULL,
    "tries" INTEGER NOT NULL,
    "moment_id" BLOB NULL,
    "approval_id" BLOB NULL,
    "problem_code" TEXT NULL,
    "problem_words" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "later_message_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "later_message_author_id" FOREIGN KEY ("workspace_id", "author_id") REFERENCES "teammate" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "later_message_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "later_message_by_key" ON "later_message" ("workspace_id", "key");
CREATE INDEX "later_message_by_person_id" ON "later_message" ("workspace_id", "person_id");
CREATE INDEX "later_message_kept" ON "later_message" ("workspace_id", "author_id", "at", "id") WHERE state in (0, 2);
CREATE INDEX "later_message_due" ON "later_message" ("next_at") WHERE next_at is not null;

CREATE TABLE "reminder" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "teammate_id" BLOB NOT NULL,
    "case_id" BLOB NOT NULL,
    "person_id" BLOB NOT NULL,
    "text" TEXT NULL,
    "at" INTEGER NOT NULL,
    "made_at" INTEGER NOT NULL,
    CONSTRAINT "reminder_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "reminder_teammate_id" FOREIGN KEY ("workspace_id", "teammate_id") REFERENCES "teammate" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "reminder_case_id" FOREIGN KEY ("workspace_id", "case_id") REFERENCES "case" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "reminder_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "reminder_by_teammate_id_at_id" ON "reminder" ("workspace_id", "teammate_id", "at", "id");
CREATE INDEX "reminder_due" ON "reminder" ("at");

-- Filters of the inbox that somebody named.
CREATE TABLE "saved_view" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "teammate_id" BLOB NOT NULL,
    "for" INTEGER NOT NULL,
    "department_id" BLOB NULL,
    "filter" TEXT NOT NULL,
    "changed_at" INTEGER NOT NULL,
    CONSTRAINT "saved_view_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "saved_view_teammate_id" FOREIGN KEY ("workspace_id", "teammate_id") REFERENCES "teammate" ("workspace_id", "id") ON DELETE RESTRICT
);
