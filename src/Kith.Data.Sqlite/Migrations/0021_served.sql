-- How people were served, counted day by day, and what the counting looks up.
CREATE TABLE "served" (
    "workspace_id" BLOB NOT NULL,
    "day" INTEGER NOT NULL,
    "what" INTEGER NOT NULL,
    "dimension" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    "bucket" INTEGER NOT NULL,
    "cases" INTEGER NOT NULL,
    CONSTRAINT "served_key" PRIMARY KEY ("workspace_id", "day", "what", "dimension", "value", "bucket"),
    CONSTRAINT "served_workspace" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("workspace_id") ON DELETE RESTRICT
);
CREATE INDEX "promise_answered" ON "promise" ("workspace_id", "kept_at") WHERE kind = 0 and kept_at is not null;
CREATE INDEX "case_ended" ON "case" ("workspace_id", "closed_at") WHERE closed_at is not null;
CREATE INDEX "moment_handed_on" ON "moment" ("workspace_id", "at") WHERE kind = 13;
