-- Hours are calendars now: the house has one, departments and branches may choose another, and promises are counted in them.
CREATE TABLE "calendar" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NULL,
    "openings" TEXT NOT NULL,
    "days" TEXT NOT NULL,
    "is_default" INTEGER NOT NULL,
    "changed_at" INTEGER NOT NULL,
    "recount_since" INTEGER NULL,
    CONSTRAINT "calendar_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "calendar_workspace" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("workspace_id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "calendar_by_name" ON "calendar" ("workspace_id", "name");
CREATE INDEX "calendar_to_recount" ON "calendar" ("recount_since") WHERE recount_since is not null;

CREATE TABLE "branch" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NULL,
    "calendar_id" BLOB NULL,
    "in_charge" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL,
    CONSTRAINT "branch_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "branch_workspace" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("workspace_id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "branch_by_name" ON "branch" ("workspace_id", "name");

CREATE TABLE "target" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "department_id" BLOB NULL,
    "channel" TEXT NULL,
    "calendar_id" BLOB NULL,
    "first_answer_minutes" INTEGER NULL,
    "next_answer_minutes" INTEGER NULL,
    "solution_minutes" INTEGER NULL,
    CONSTRAINT "target_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "target_department_id" FOREIGN KEY ("workspace_id", "department_id") REFERENCES "department" ("workspace_id", "id") ON DELETE CASCADE,
    CONSTRAINT "target_workspace" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("workspace_id") ON DELETE RESTRICT
);

-- A calendar made of the hours that stood in a row takes the id of that row.
ALTER TABLE "department" ADD COLUMN "calendar_id" BLOB NULL;
INSERT INTO "calendar" ("workspace_id", "id", "name", "time_zone", "openings", "days", "is_default", "changed_at")
    SELECT "workspace_id", "workspace_id", 'Our hours', NULL, "openings", '[]', 1, "created_at" FROM "workspace";
INSERT INTO "calendar" ("workspace_id", "id", "name", "time_zone", "openings", "days", "is_default", "changed_at")
    SELECT "workspace_id", "id", 'Hours of ' || "name", NULL, "openings", '[]', 0, "created_at" FROM "department" WHERE "openings" IS NOT NULL;
UPDATE "department" SET "calendar_id" = "id" WHERE "openings" IS NOT NULL;
ALTER TABLE "department" DROP COLUMN "openings";
ALTER TABLE "workspace" DROP COLUMN "openings";
ALTER TABLE "workspace" ADD COLUMN "solution_minutes" INTEGER NULL;
ALTER TABLE "workspace" ADD COLUMN "hours_version" INTEGER NOT NULL DEFAULT 0;

-- What a promise was counted by; a time that a teammate named has none.
ALTER TABLE "promise" ADD COLUMN "minutes" INTEGER NULL;
ALTER TABLE "promise" ADD COLUMN "calendar_id" BLOB NULL;
ALTER TABLE "promise" ADD COLUMN "spent" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "promise" ADD COLUMN "paused_at" INTEGER NULL;
ALTER TABLE "promise" ADD COLUMN "resumed_at" INTEGER NULL;
ALTER TABLE "promise" ADD COLUMN "climbed" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "promise" ADD COLUMN "climb_at" INTEGER NULL;
DROP INDEX "promise_running";
CREATE INDEX "promise_running" ON "promise" ("due") WHERE kept_at is null and broken_at is null and ended_at is null and paused_at is null;
CREATE INDEX "promise_climbing" ON "promise" ("climb_at") WHERE climb_at is not null and kept_at is null and ended_at is null;
CREATE INDEX "promise_counted" ON "promise" ("workspace_id", "calendar_id", "id") WHERE calendar_id is not null and kept_at is null and broken_at is null and ended_at is null and paused_at is null;
