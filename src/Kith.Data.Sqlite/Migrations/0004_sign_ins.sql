-- Mailboxes that are signed in to at their provider: what was given, and what somebody has begun.
CREATE TABLE "mailbox_sign_in" (
    "workspace_id" BLOB NOT NULL,
    "connection_id" BLOB NOT NULL,
    "secrets" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "signed_in_by" BLOB NOT NULL,
    "signed_in_at" INTEGER NOT NULL,
    "renewed_at" INTEGER NOT NULL,
    "renew_at" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL,
    "refused_at" INTEGER NULL,
    "renewing_until" INTEGER NULL,
    "ended_at" INTEGER NULL,
    CONSTRAINT "mailbox_sign_in_key" PRIMARY KEY ("workspace_id", "connection_id"),
    CONSTRAINT "mailbox_sign_in_connection_id" FOREIGN KEY ("workspace_id", "connection_id") REFERENCES "connection" ("workspace_id", "id") ON DELETE CASCADE
);

CREATE TABLE "begun_sign_in" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "state_hash" BLOB NOT NULL,
    "connection_id" BLOB NOT NULL,
    "connection_version" INTEGER NOT NULL,
    "teammate_id" BLOB NOT NULL,
    "session_id" BLOB NOT NULL,
    "secrets" TEXT NOT NULL,
    "expires_at" INTEGER NOT NULL,
    CONSTRAINT "begun_sign_in_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "begun_sign_in_connection_id" FOREIGN KEY ("workspace_id", "connection_id") REFERENCES "connection" ("workspace_id", "id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "begun_sign_in_by_state_hash" ON "begun_sign_in" ("workspace_id", "state_hash");
