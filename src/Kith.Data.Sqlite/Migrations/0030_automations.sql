-- When, if, then: what is done to cases by itself, and what was done.
CREATE TABLE "automation" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "when" INTEGER NOT NULL,
    "hours" INTEGER NOT NULL,
    "in_open_hours" INTEGER NOT NULL,
    "conditions" TEXT NOT NULL,
    "steps" TEXT NOT NULL,
    "on_since" INTEGER NULL,
    "changed_at" INTEGER NOT NULL,
    CONSTRAINT "automation_key" PRIMARY KEY ("workspace_id", "id")
);

CREATE TABLE "automation_run" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "automation_id" BLOB NOT NULL,
    "case_id" BLOB NOT NULL,
    "since" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "outcome" INTEGER NOT NULL,
    "why" TEXT NULL,
    "before" TEXT NULL,
    "case_version" INTEGER NOT NULL,
    CONSTRAINT "automation_run_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "automation_run_automation_id" FOREIGN KEY ("workspace_id", "automation_id") REFERENCES "automation" ("workspace_id", "id") ON DELETE CASCADE,
    CONSTRAINT "automation_run_case_id" FOREIGN KEY ("workspace_id", "case_id") REFERENCES "case" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "automation_run_by_automation_id_case_id_since" ON "automation_run" ("workspace_id", "automation_id", "case_id", "since");
CREATE INDEX "automation_run_by_case_id" ON "automation_run" ("workspace_id", "case_id");
CREATE INDEX "automation_run_newest" ON "automation_run" ("workspace_id", "automation_id", "at");
