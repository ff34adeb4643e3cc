-- A question from a case to another department, with an owner and a promise of its own.
CREATE TABLE "ask" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "case_id" BLOB NOT NULL,
    "matter_id" BLOB NOT NULL,
    "department_id" BLOB NOT NULL,
    "owner_id" BLOB NULL,
    "asked_by" BLOB NOT NULL,
    "question" TEXT NOT NULL,
    "state" INTEGER NOT NULL,
    "made_at" INTEGER NOT NULL,
    "due" INTEGER NOT NULL,
    "minutes" INTEGER NULL,
    "calendar_id" BLOB NULL,
    "spent" INTEGER NOT NULL,
    "paused_at" INTEGER NULL,
    "resumed_at" INTEGER NULL,
    "kept_at" INTEGER NULL,
    "broken_at" INTEGER NULL,
    "ended_at" INTEGER NULL,
    "warned_at" INTEGER NULL,
    "climbed" INTEGER NOT NULL,
    "climb_at" INTEGER NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "ask_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "ask_case_id" FOREIGN KEY ("workspace_id", "case_id") REFERENCES "case" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "ask_department_id" FOREIGN KEY ("workspace_id", "department_id") REFERENCES "department" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ask_by_matter_id_due_id" ON "ask" ("workspace_id", "matter_id", "due", "id");
CREATE INDEX "ask_by_department_id_due_id" ON "ask" ("workspace_id", "department_id", "due", "id");
CREATE INDEX "ask_running" ON "ask" ("due") WHERE kept_at is null and ended_at is null and broken_at is null and paused_at is null;
CREATE INDEX "ask_climbing" ON "ask" ("climb_at") WHERE climb_at is not null and kept_at is null and ended_at is null;

-- How soon a department answers another one, in open minutes.
ALTER TABLE "workspace" ADD COLUMN "ask_minutes" INTEGER NOT NULL DEFAULT 240;
ALTER TABLE "target" ADD COLUMN "ask_minutes" INTEGER NULL;

-- Between who only looks and who writes to people stands the colleague: every role above moves up by one.
UPDATE "teammate" SET "role" = "role" + 1 WHERE "role" >= 1;
UPDATE "api_token" SET "role" = "role" + 1 WHERE "role" >= 1;
UPDATE "invitation" SET "role" = "role" + 1 WHERE "role" >= 1;

-- What opens a person's own page, by the hash of its token.
CREATE TABLE "page_key" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "token_hash" BLOB NOT NULL,
    "handle_id" BLOB NOT NULL,
    "connection_id" BLOB NOT NULL,
    "person_id" BLOB NOT NULL,
    "by" BLOB NOT NULL,
    "at" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL,
    "revoked_at" INTEGER NULL,
    CONSTRAINT "page_key_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "page_key_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "page_key_by_token_hash" ON "page_key" ("workspace_id", "token_hash");
CREATE INDEX "page_key_by_person_id" ON "page_key" ("workspace_id", "person_id");
