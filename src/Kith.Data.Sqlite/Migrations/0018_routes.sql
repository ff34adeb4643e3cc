-- Who gets a new case: rules in their order, and who stands in for whoever is away.
CREATE TABLE "routing_rule" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "is_off" INTEGER NOT NULL,
    "conditions" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    CONSTRAINT "routing_rule_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "routing_rule_workspace" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("workspace_id") ON DELETE RESTRICT
);

ALTER TABLE "teammate" ADD COLUMN "stand_in_id" BLOB NULL;

-- Departments that stand already go on as they are: anybody answers there.
ALTER TABLE "department" ADD COLUMN "only_owner_answers" INTEGER NOT NULL DEFAULT 0;
