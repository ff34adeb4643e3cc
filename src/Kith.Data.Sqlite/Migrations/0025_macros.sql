-- Steps that somebody named, taken on a case by one action.
CREATE TABLE "macro" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "teammate_id" BLOB NOT NULL,
    "for" INTEGER NOT NULL,
    "department_id" BLOB NULL,
    "steps" TEXT NOT NULL,
    "changed_at" INTEGER NOT NULL,
    CONSTRAINT "macro_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "macro_teammate_id" FOREIGN KEY ("workspace_id", "teammate_id") REFERENCES "teammate" ("workspace_id", "id") ON DELETE RESTRICT
);
