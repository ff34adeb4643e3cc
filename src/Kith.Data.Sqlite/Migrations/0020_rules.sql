-- Before words leave: the rules of the house where somebody changed them, what was sent in spite of one, and what somebody approves first.
CREATE TABLE "house_rule" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "kind" INTEGER NOT NULL,
    "stops" INTEGER NOT NULL,
    "is_in_force" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "departments" TEXT NOT NULL,
    "channels" TEXT NOT NULL,
    "language" TEXT NULL,
    "phrases" TEXT NOT NULL,
    "limit" INTEGER NULL,
    "changed_at" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "house_rule_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "house_rule_workspace" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("workspace_id") ON DELETE RESTRICT
);

CREATE TABLE "overruling" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "rule_id" BLOB NOT NULL,
    "rule_name" TEXT NOT NULL,
    "teammate_id" BLOB NOT NULL,
    "person_id" BLOB NOT NULL,
    "moment_id" BLOB NOT NULL,
    "words" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "overruling_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "overruling_teammate_id" FOREIGN KEY ("workspace_id", "teammate_id") REFERENCES "teammate" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "overruling_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "overruling_by_rule_id_at" ON "overruling" ("workspace_id", "rule_id", "at");

CREATE TABLE "approval_rule" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "is_in_force" INTEGER NOT NULL,
    "about" INTEGER NOT NULL,
    "new_days" INTEGER NULL,
    "teammates" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "departments" TEXT NOT NULL,
    "branches" TEXT NOT NULL,
    "channels" TEXT NOT NULL,
    "above" TEXT NULL,
    "approvers" TEXT NOT NULL,
    "stand_in_id" BLOB NULL,
    "minutes" INTEGER NOT NULL,
    "changed_at" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "approval_rule_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "approval_rule_workspace" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("workspace_id") ON DELETE RESTRICT
);

CREATE TABLE "approval" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "rule_id" BLOB NOT NULL,
    "rule_name" TEXT NOT NULL,
    "what" INTEGER NOT NULL,
    "author_id" BLOB NOT NULL,
    "person_id" BLOB NULL,
    "case_id" BLOB NULL,
    "cause_id" BLOB NULL,
    "department_id" BLOB NOT NULL,
    "branch_id" BLOB NULL,
    "key" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "edited_text" TEXT NULL,
    "channel" TEXT NULL,
    "is_public" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "asked_at" INTEGER NOT NULL,
    "state" INTEGER NOT NULL,
    "decided_at" INTEGER NULL,
    "decided_by" BLOB NULL,
    "note" TEXT NULL,
    "moment_id" BLOB NULL,
    "problem_code" TEXT NULL,
    "problem_words" TEXT NULL,
    "version" INTEGER NOT NULL,
    "step" INTEGER NOT NULL,
    "waits_for" TEXT NOT NULL,
    "asked" TEXT NOT NULL,
    "due" INTEGER NOT NULL,
    "climb_at" INTEGER NULL,
    CONSTRAINT "approval_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "approval_author_id" FOREIGN KEY ("workspace_id", "author_id") REFERENCES "teammate" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "approval_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "approval_by_key" ON "approval" ("workspace_id", "key") WHERE state = 0;
CREATE INDEX "approval_waiting" ON "approval" ("workspace_id", "due", "id") WHERE state = 0;
CREATE INDEX "approval_by_person_id" ON "approval" ("workspace_id", "person_id");
CREATE INDEX "approval_to_climb" ON "approval" ("climb_at") WHERE climb_at is not null;

ALTER TABLE "telling" ADD COLUMN "despite" TEXT NULL;
