-- How long what is kept, by kind; and files whose last name may have gone.
CREATE TABLE "retention_rule" (
    "workspace_id" BLOB NOT NULL,
    "kind" INTEGER NOT NULL,
    "days" INTEGER NOT NULL,
    "changed_at" INTEGER NOT NULL,
    "looked_at" INTEGER NULL,
    "gone" INTEGER NOT NULL,
    CONSTRAINT "retention_rule_key" PRIMARY KEY ("workspace_id", "kind")
);

CREATE TABLE "fading_file" (
    "workspace_id" BLOB NOT NULL,
    "hash" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "fading_file_key" PRIMARY KEY ("workspace_id", "hash")
);
