-- One policy for whatever leaves: hours in which nobody is woken, what a message costs and what a month may, and documents for one person's eyes.
ALTER TABLE "workspace" ADD COLUMN "quiet_hours" TEXT NULL;
ALTER TABLE "connection" ADD COLUMN "price" TEXT NULL;
ALTER TABLE "connection" ADD COLUMN "currency" TEXT NULL;
ALTER TABLE "connection" ADD COLUMN "budget" TEXT NULL;
ALTER TABLE "document" ADD COLUMN "is_personal" INTEGER NOT NULL DEFAULT 0;
CREATE TABLE "spending" (
    "workspace_id" BLOB NOT NULL,
    "connection_id" BLOB NOT NULL,
    "month" INTEGER NOT NULL,
    "amount" TEXT NOT NULL,
    CONSTRAINT "spending_key" PRIMARY KEY ("workspace_id", "connection_id", "month"),
    CONSTRAINT "spending_connection_id" FOREIGN KEY ("workspace_id", "connection_id") REFERENCES "connection" ("workspace_id", "id") ON DELETE CASCADE
);
