-- Codes that wait to come back from the address they were sent to, and answers in the chat that go by mail when nobody reads them there.
CREATE TABLE "code" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "asker" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "hash" BLOB NOT NULL,
    "tries" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL,
    "used_at" INTEGER NULL,
    CONSTRAINT "code_key" PRIMARY KEY ("workspace_id", "id")
);

CREATE INDEX "code_by_asker_at" ON "code" ("workspace_id", "asker", "at");

CREATE INDEX "code_by_kind_value_at" ON "code" ("workspace_id", "kind", "value", "at");

ALTER TABLE "delivery" ADD COLUMN "mail_at" INTEGER NULL;

CREATE INDEX "delivery_to_mail" ON "delivery" ("mail_at") WHERE mail_at is not null;

CREATE INDEX "delivery_to_mail_by_handle" ON "delivery" ("workspace_id", "handle_id") WHERE mail_at is not null;
