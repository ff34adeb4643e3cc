-- Who of us took a file in: whoever sees only a part of the house may send what they brought themselves.
CREATE TABLE "brought_file" (
    "workspace_id" BLOB NOT NULL,
    "hash" TEXT NOT NULL,
    "teammate_id" BLOB NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "brought_file_key" PRIMARY KEY ("workspace_id", "hash", "teammate_id"),
    CONSTRAINT "brought_file_hash" FOREIGN KEY ("workspace_id", "hash") REFERENCES "attachment" ("workspace_id", "hash") ON DELETE CASCADE,
    CONSTRAINT "brought_file_teammate_id" FOREIGN KEY ("workspace_id", "teammate_id") REFERENCES "teammate" ("workspace_id", "id") ON DELETE RESTRICT
);
