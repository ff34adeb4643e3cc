-- What we send so often that it is kept once for all: a document and its versions, none of which ever goes away.
CREATE TABLE "document" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "language" TEXT NULL,
    "department_id" BLOB NULL,
    "version" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "archived_at" INTEGER NULL,
    CONSTRAINT "document_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "document_department_id" FOREIGN KEY ("workspace_id", "department_id") REFERENCES "department" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "document_by_name_id" ON "document" ("workspace_id", "name", "id");

CREATE TABLE "document_version" (
    "workspace_id" BLOB NOT NULL,
    "document_id" BLOB NOT NULL,
    "number" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "subject" TEXT NULL,
    "text" TEXT NULL,
    "made_by" BLOB NOT NULL,
    "made_at" INTEGER NOT NULL,
    CONSTRAINT "document_version_key" PRIMARY KEY ("workspace_id", "document_id", "number"),
    CONSTRAINT "document_version_document_id" FOREIGN KEY ("workspace_id", "document_id") REFERENCES "document" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "document_version_hash" FOREIGN KEY ("workspace_id", "hash") REFERENCES "attachment" ("workspace_id", "hash") ON DELETE RESTRICT
);

-- What stands around the words of a mail, by language: of a department, and of the house where the department has none.
ALTER TABLE "department" ADD COLUMN "greetings" TEXT NULL;
ALTER TABLE "workspace" ADD COLUMN "greetings" TEXT NULL;
ALTER TABLE "workspace" ADD COLUMN "signatures" TEXT NULL;
