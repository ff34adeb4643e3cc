-- What many people speak of, gathered: a cause, what it is about, and what each of them is told when it is fixed.
CREATE TABLE "cause" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "title" TEXT NOT NULL,
    "known" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "department_id" BLOB NOT NULL,
    "owner_id" BLOB NULL,
    "cost_per_contact" TEXT NULL,
    "currency" TEXT NULL,
    "said" TEXT NULL,
    "heard_at" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "state" INTEGER NOT NULL,
    "why" TEXT NULL,
    "fixed_at" INTEGER NULL,
    CONSTRAINT "cause_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "cause_department_id" FOREIGN KEY ("workspace_id", "department_id") REFERENCES "department" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "cause_owner_id" FOREIGN KEY ("workspace_id", "owner_id") REFERENCES "teammate" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "cause_about" (
    "workspace_id" BLOB NOT NULL,
    "cause_id" BLOB NOT NULL,
    "what" INTEGER NOT NULL,
    "about_id" BLOB NOT NULL,
    "person_id" BLOB NOT NULL,
    "at" INTEGER NOT NULL,
    "gathered_at" INTEGER NOT NULL,
    "gathered_by" BLOB NOT NULL,
    CONSTRAINT "cause_about_key" PRIMARY KEY ("workspace_id", "cause_id", "what", "about_id"),
    CONSTRAINT "cause_about_cause_id" FOREIGN KEY ("workspace_id", "cause_id") REFERENCES "cause" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "cause_about_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "cause_about_by_about_id" ON "cause_about" ("workspace_id", "about_id");

CREATE TABLE "telling" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "cause_id" BLOB NOT NULL,
    "person_id" BLOB NOT NULL,
    "answers_id" BLOB NULL,
    "connection_id" BLOB NULL,
    "handle_id" BLOB NULL,
    "language" TEXT NULL,
    "text" TEXT NOT NULL,
    "is_edited" INTEGER NOT NULL,
    "state" INTEGER NOT NULL,
    "why" TEXT NULL,
    "problem_code" TEXT NULL,
    "problem_words" TEXT NULL,
    "next_at" INTEGER NULL,
    "tries" INTEGER NOT NULL,
    "round" INTEGER NOT NULL,
    "moment_id" BLOB NULL,
    "told_at" INTEGER NULL,
    "told_by" BLOB NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "telling_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "telling_cause_id" FOREIGN KEY ("workspace_id", "cause_id") REFERENCES "cause" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "telling_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "telling_by_cause_id_person_id" ON "telling" ("workspace_id", "cause_id", "person_id");
CREATE INDEX "telling_due" ON "telling" ("next_at") WHERE next_at is not null;
