CREATE TABLE "account" (
    "id" BLOB NOT NULL CONSTRAINT "account_key" PRIMARY KEY,
    "user_name" TEXT NULL,
    "normalized_user_name" TEXT NULL,
    "email" TEXT NULL,
    "normalized_email" TEXT NULL,
    "email_confirmed" INTEGER NOT NULL,
    "password_hash" TEXT NULL,
    "security_stamp" TEXT NULL,
    "concurrency_stamp" TEXT NULL,
    "phone_number" TEXT NULL,
    "phone_number_confirmed" INTEGER NOT NULL,
    "two_factor_enabled" INTEGER NOT NULL,
    "lockout_end" INTEGER NULL,
    "lockout_enabled" INTEGER NOT NULL,
    "access_failed_count" INTEGER NOT NULL
);

CREATE TABLE "attachment" (
    "workspace_id" BLOB NOT NULL,
    "hash" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "attachment_key" PRIMARY KEY ("workspace_id", "hash")
);

CREATE TABLE "audit" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "epoch" INTEGER NOT NULL,
    "tx" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "actor_kind" INTEGER NOT NULL,
    "actor_id" BLOB NULL,
    "action" TEXT NOT NULL,
    "object" TEXT NULL,
    "facts" TEXT NULL,
    CONSTRAINT "audit_key" PRIMARY KEY ("workspace_id", "id")
);

CREATE TABLE "cursor" (
    "name" TEXT NOT NULL CONSTRAINT "cursor_key" PRIMARY KEY,
    "epoch" INTEGER NOT NULL,
    "tx" INTEGER NOT NULL,
    "moment_id" BLOB NOT NULL,
    "n" INTEGER NOT NULL
);

CREATE TABLE "dismissal" (
    "workspace_id" BLOB NOT NULL,
    "person_id" BLOB NOT NULL,
    "other_id" BLOB NOT NULL,
    "by" BLOB NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "dismissal_key" PRIMARY KEY ("workspace_id", "person_id", "other_id")
);

CREATE TABLE "idempotent_answer" (
    "workspace_id" BLOB NOT NULL,
    "actor_id" BLOB NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" BLOB NOT NULL,
    "status" INTEGER NOT NULL,
    "body" TEXT NULL,
    "location" TEXT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "idempotent_answer_key" PRIMARY KEY ("workspace_id", "actor_id", "key")
);

CREATE TABLE "instance" (
    "id" INTEGER NOT NULL CONSTRAINT "instance_key" PRIMARY KEY,
    "epoch" INTEGER NOT NULL,
    "tx" INTEGER NOT NULL
);

CREATE TABLE "intake" (
    "workspace_id" BLOB NOT NULL,
    "connection_id" BLOB NOT NULL,
    "key" TEXT NOT NULL,
    "lane" INTEGER NOT NULL,
    "n" INTEGER NOT NULL,
    "received_at" INTEGER NOT NULL,
    "headers" TEXT NULL,
    "body" BLOB NOT NULL,
    CONSTRAINT "intake_key" PRIMARY KEY ("workspace_id", "connection_id", "key")
);

CREATE TABLE "invitation" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "token_hash" BLOB NOT NULL,
    "email" TEXT NULL,
    "name" TEXT NULL,
    "role" INTEGER NOT NULL,
    "department_ids" TEXT NOT NULL,
    "by" BLOB NOT NULL,
    "created_at" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL,
    "for_teammate" BLOB NULL,
    "used_at" INTEGER NULL,
    "revoked_at" INTEGER NULL,
    CONSTRAINT "invitation_key" PRIMARY KEY ("workspace_id", "id")
);

CREATE TABLE "link" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "what" INTEGER NOT NULL,
    "from_id" BLOB NOT NULL,
    "to_id" BLOB NOT NULL,
    "evidence" TEXT NOT NULL,
    "by" BLOB NULL,
    "at" INTEGER NOT NULL,
    "undone_by" BLOB NULL,
    "undone_at" INTEGER NULL,
    CONSTRAINT "link_key" PRIMARY KEY ("workspace_id", "id")
);

CREATE TABLE "organisation" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "domains" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL,
    CONSTRAINT "organisation_key" PRIMARY KEY ("workspace_id", "id")
);

CREATE TABLE "own_field" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "key" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "kind" INTEGER NOT NULL,
    "choices" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    CONSTRAINT "own_field_key" PRIMARY KEY ("workspace_id", "id")
);

CREATE TABLE "people_import" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "by" BLOB NOT NULL,
    "at" INTEGER NOT NULL,
    "csv" TEXT NOT NULL,
    "made" INTEGER NOT NULL,
    "matched" INTEGER NOT NULL,
    "skipped" INTEGER NOT NULL,
    "next_row" INTEGER NOT NULL,
    "mapping" TEXT NULL,
    "filled" TEXT NULL,
    "done_at" INTEGER NULL,
    "undone_at" INTEGER NULL,
    CONSTRAINT "people_import_key" PRIMARY KEY ("workspace_id", "id")
);

CREATE TABLE "saved_answer" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "channel" TEXT NULL,
    "language" TEXT NULL,
    "shortcut" TEXT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "saved_answer_key" PRIMARY KEY ("workspace_id", "id")
);

CREATE TABLE "seen" (
    "workspace_id" BLOB NOT NULL,
    "case_id" BLOB NOT NULL,
    "teammate_id" BLOB NOT NULL,
    "up_to" INTEGER NOT NULL,
    CONSTRAINT "seen_key" PRIMARY KEY ("workspace_id", "case_id", "teammate_id")
);

CREATE TABLE "set_aside" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "connection_id" BLOB NOT NULL,
    "key" TEXT NOT NULL,
    "tries" INTEGER NOT NULL,
    "problem" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "set_aside_key" PRIMARY KEY ("workspace_id", "id")
);

CREATE TABLE "workspace" (
    "workspace_id" BLOB NOT NULL CONSTRAINT "workspace_key" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "host" TEXT NULL,
    "language" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "openings" TEXT NOT NULL,
    "first_answer_minutes" INTEGER NOT NULL,
    "next_answer_minutes" INTEGER NOT NULL,
    "undo_seconds" INTEGER NOT NULL,
    "raw_days" INTEGER NOT NULL,
    "next_case_number" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL
);

CREATE TABLE "account_claim" (
    "id" INTEGER NOT NULL CONSTRAINT "account_claim_key" PRIMARY KEY AUTOINCREMENT,
    "user_id" BLOB NOT NULL,
    "claim_type" TEXT NULL,
    "claim_value" TEXT NULL,
    CONSTRAINT "account_claim_user_id" FOREIGN KEY ("user_id") REFERENCES "account" ("id") ON DELETE CASCADE
);

CREATE TABLE "account_login" (
    "login_provider" TEXT NOT NULL,
    "provider_key" TEXT NOT NULL,
    "provider_display_name" TEXT NULL,
    "user_id" BLOB NOT NULL,
    CONSTRAINT "account_login_key" PRIMARY KEY ("login_provider", "provider_key"),
    CONSTRAINT "account_login_user_id" FOREIGN KEY ("user_id") REFERENCES "account" ("id") ON DELETE CASCADE
);

CREATE TABLE "account_passkey" (
    "credential_id" BLOB NOT NULL CONSTRAINT "account_passkey_key" PRIMARY KEY,
    "user_id" BLOB NOT NULL,
    "Data" TEXT NOT NULL,
    CONSTRAINT "account_passkey_user_id" FOREIGN KEY ("user_id") REFERENCES "account" ("id") ON DELETE CASCADE
);

CREATE TABLE "account_token" (
    "user_id" BLOB NOT NULL,
    "login_provider" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NULL,
    CONSTRAINT "account_token_key" PRIMARY KEY ("user_id", "login_provider", "name"),
    CONSTRAINT "account_token_user_id" FOREIGN KEY ("user_id") REFERENCES "account" ("id") ON DELETE CASCADE
);

CREATE TABLE "connection" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "channel" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "enabled" INTEGER NOT NULL,
    "settings" TEXT NOT NULL,
    "secrets" TEXT NULL,
    "version" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "last_received_at" INTEGER NULL,
    "last_sent_at" INTEGER NULL,
    "failures" INTEGER NOT NULL,
    "retry_at" INTEGER NULL,
    "problem_code" TEXT NULL,
    "problem_words" TEXT NULL,
    "problem_at" INTEGER NULL,
    CONSTRAINT "connection_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "connection_workspace" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("workspace_id") ON DELETE RESTRICT
);

CREATE TABLE "department" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "head_id" BLOB NULL,
    "is_default" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    CONSTRAINT "department_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "department_workspace" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("workspace_id") ON DELETE RESTRICT
);

CREATE TABLE "person" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "root_id" BLOB NOT NULL,
    "name" TEXT NULL,
    "language" TEXT NULL,
    "time_zone" TEXT NULL,
    "fields" TEXT NOT NULL,
    "block" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "last_at" INTEGER NOT NULL,
    "import_id" BLOB NULL,
    "taken_back_at" INTEGER NULL,
    CONSTRAINT "person_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "person_workspace" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("workspace_id") ON DELETE RESTRICT
);

CREATE TABLE "teammate" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "account_id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "picture_hash" TEXT NULL,
    "away_since" INTEGER NULL,
    "away_until" INTEGER NULL,
    "created_at" INTEGER NOT NULL,
    "last_seen_at" INTEGER NULL,
    "left_at" INTEGER NULL,
    CONSTRAINT "teammate_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "teammate_workspace" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("workspace_id") ON DELETE RESTRICT
);

CREATE TABLE "claim" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "person_id" BLOB NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "said_where" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "claim_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "claim_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "handle" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "kind" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "person_id" BLOB NOT NULL,
    "strength" INTEGER NOT NULL,
    "shared" INTEGER NOT NULL,
    "first_seen" INTEGER NOT NULL,
    "last_seen" INTEGER NOT NULL,
    "problem" TEXT NULL,
    "stopped_at" INTEGER NULL,
    "block" INTEGER NOT NULL,
    CONSTRAINT "handle_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "handle_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "membership" (
    "workspace_id" BLOB NOT NULL,
    "organisation_id" BLOB NOT NULL,
    "person_id" BLOB NOT NULL,
    "role" TEXT NULL,
    CONSTRAINT "membership_key" PRIMARY KEY ("workspace_id", "organisation_id", "person_id"),
    CONSTRAINT "membership_organisation_id" FOREIGN KEY ("workspace_id", "organisation_id") REFERENCES "organisation" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "membership_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "move" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "token_hash" BLOB NOT NULL,
    "person_id" BLOB NOT NULL,
    "from_moment" BLOB NULL,
    "to_channel" TEXT NOT NULL,
    "to_connection" BLOB NOT NULL,
    "to_handle" BLOB NULL,
    "at" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL,
    "used_at" INTEGER NULL,
    CONSTRAINT "move_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "move_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "move_to_connection" FOREIGN KEY ("workspace_id", "to_connection") REFERENCES "connection" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "api_token" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "teammate_id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "role" INTEGER NOT NULL,
    "secret_hash" BLOB NOT NULL,
    "prefix" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL,
    "last_used_at" INTEGER NULL,
    "expires_at" INTEGER NULL,
    "revoked_at" INTEGER NULL,
    CONSTRAINT "api_token_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "api_token_teammate_id" FOREIGN KEY ("workspace_id", "teammate_id") REFERENCES "teammate" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "case" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "department_id" BLOB NOT NULL,
    "owner_id" BLOB NULL,
    "branch_id" BLOB NULL,
    "closed_at" INTEGER NULL,
    "number" INTEGER NOT NULL,
    "person_id" BLOB NOT NULL,
    "person_name" TEXT NULL,
    "title" TEXT NULL,
    "state" INTEGER NOT NULL,
    "root_id" BLOB NOT NULL,
    "opened_at" INTEGER NOT NULL,
    "last_at" INTEGER NOT NULL,
    "last_text" TEXT NULL,
    "last_surface" TEXT NULL,
    "last_direction" INTEGER NOT NULL,
    "last_visibility" INTEGER NOT NULL,
    "connection_id" BLOB NULL,
    "tags" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "promise_kind" INTEGER NOT NULL,
    "promise_due" INTEGER NULL,
    "owes_public" INTEGER NOT NULL,
    CONSTRAINT "case_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "case_department_id" FOREIGN KEY ("workspace_id", "department_id") REFERENCES "department" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "case_owner_id" FOREIGN KEY ("workspace_id", "owner_id") REFERENCES "teammate" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "case_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "case_workspace" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("workspace_id") ON DELETE RESTRICT
);

CREATE TABLE "department_member" (
    "workspace_id" BLOB NOT NULL,
    "department_id" BLOB NOT NULL,
    "teammate_id" BLOB NOT NULL,
    CONSTRAINT "department_member_key" PRIMARY KEY ("workspace_id", "department_id", "teammate_id"),
    CONSTRAINT "department_member_department_id" FOREIGN KEY ("workspace_id", "department_id") REFERENCES "department" ("workspace_id", "id") ON DELETE CASCADE,
    CONSTRAINT "department_member_teammate_id" FOREIGN KEY ("workspace_id", "teammate_id") REFERENCES "teammate" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "draft" (
    "workspace_id" BLOB NOT NULL,
    "teammate_id" BLOB NOT NULL,
    "person_id" BLOB NOT NULL,
    "body" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "draft_key" PRIMARY KEY ("workspace_id", "teammate_id", "person_id"),
    CONSTRAINT "draft_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "draft_teammate_id" FOREIGN KEY ("workspace_id", "teammate_id") REFERENCES "teammate" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "notice" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "teammate_id" BLOB NOT NULL,
    "kind" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "person_id" BLOB NULL,
    "case_id" BLOB NULL,
    "moment_id" BLOB NULL,
    "text" TEXT NULL,
    "read_at" INTEGER NULL,
    CONSTRAINT "notice_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "notice_teammate_id" FOREIGN KEY ("workspace_id", "teammate_id") REFERENCES "teammate" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "session" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "teammate_id" BLOB NOT NULL,
    "secret_hash" BLOB NOT NULL,
    "created_at" INTEGER NOT NULL,
    "last_seen_at" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL,
    "user_agent" TEXT NOT NULL,
    "ip" TEXT NOT NULL,
    "revoked_at" INTEGER NULL,
    CONSTRAINT "session_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "session_teammate_id" FOREIGN KEY ("workspace_id", "teammate_id") REFERENCES "teammate" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "moment" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "epoch" INTEGER NOT NULL,
    "tx" INTEGER NOT NULL,
    "person_id" BLOB NOT NULL,
    "at" INTEGER NOT NULL,
    "recorded_at" INTEGER NOT NULL,
    "kind" INTEGER NOT NULL,
    "direction" INTEGER NOT NULL,
    "visibility" INTEGER NOT NULL,
    "connection_id" BLOB NULL,
    "surface" TEXT NULL,
    "thread_key" TEXT NULL,
    "outside_key" TEXT NULL,
    "reply_to" BLOB NULL,
    "case_id" BLOB NULL,
    "author_kind" INTEGER NOT NULL,
    "author_id" BLOB NULL,
    "text" TEXT NULL,
    "detail" TEXT NULL,
    "attachments" TEXT NULL,
    CONSTRAINT "moment_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "moment_case_id" FOREIGN KEY ("workspace_id", "case_id") REFERENCES "case" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "moment_connection_id" FOREIGN KEY ("workspace_id", "connection_id") REFERENCES "connection" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "moment_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "person_word" (
    "workspace_id" BLOB NOT NULL,
    "person_id" BLOB NOT NULL,
    "word" TEXT NOT NULL,
    CONSTRAINT "person_word_key" PRIMARY KEY ("workspace_id", "person_id", "word"),
    CONSTRAINT "person_word_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "promise" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "case_id" BLOB NOT NULL,
    "kind" INTEGER NOT NULL,
    "made_at" INTEGER NOT NULL,
    "due" INTEGER NOT NULL,
    "told_at" INTEGER NULL,
    "kept_at" INTEGER NULL,
    "broken_at" INTEGER NULL,
    "ended_at" INTEGER NULL,
    "warned_at" INTEGER NULL,
    "reason" TEXT NULL,
    CONSTRAINT "promise_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "promise_case_id" FOREIGN KEY ("workspace_id", "case_id") REFERENCES "case" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "thread" (
    "workspace_id" BLOB NOT NULL,
    "connection_id" BLOB NOT NULL,
    "thread_key" TEXT NOT NULL,
    "person_id" BLOB NOT NULL,
    "case_id" BLOB NOT NULL,
    "last_at" INTEGER NOT NULL,
    CONSTRAINT "thread_key" PRIMARY KEY ("workspace_id", "connection_id", "thread_key"),
    CONSTRAINT "thread_case_id" FOREIGN KEY ("workspace_id", "case_id") REFERENCES "case" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "thread_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "delivery" (
    "workspace_id" BLOB NOT NULL,
    "moment_id" BLOB NOT NULL,
    "handle_id" BLOB NOT NULL,
    "connection_id" BLOB NOT NULL,
    "attempt_key" BLOB NOT NULL,
    "state" INTEGER NOT NULL,
    "tries" INTEGER NOT NULL,
    "next_at" INTEGER NULL,
    "tried_at" INTEGER NULL,
    "state_at" INTEGER NOT NULL,
    "outside_id" TEXT NULL,
    "problem_code" TEXT NULL,
    "problem_words" TEXT NULL,
    "parts" TEXT NULL,
    "segments" INTEGER NOT NULL,
    "cost" TEXT NULL,
    CONSTRAINT "delivery_key" PRIMARY KEY ("workspace_id", "moment_id", "handle_id"),
    CONSTRAINT "delivery_connection_id" FOREIGN KEY ("workspace_id", "connection_id") REFERENCES "connection" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "delivery_handle_id" FOREIGN KEY ("workspace_id", "handle_id") REFERENCES "handle" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "delivery_moment_id" FOREIGN KEY ("workspace_id", "moment_id") REFERENCES "moment" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE INDEX "account_by_normalized_email" ON "account" ("normalized_email");

CREATE UNIQUE INDEX "account_by_normalized_user_name" ON "account" ("normalized_user_name");

CREATE UNIQUE INDEX "api_token_by_secret_hash" ON "api_token" ("workspace_id", "secret_hash");

CREATE INDEX "audit_by_epoch_tx_id" ON "audit" ("workspace_id", "epoch", "tx", "id");

CREATE INDEX "case_by_department_id_promise_due_id" ON "case" ("workspace_id", "department_id", "promise_due", "id") WHERE state <> 3;

CREATE UNIQUE INDEX "case_by_number" ON "case" ("workspace_id", "number");

CREATE INDEX "case_by_owner_id_promise_due_id" ON "case" ("workspace_id", "owner_id", "promise_due", "id") WHERE state <> 3 and owner_id is not null;

CREATE INDEX "case_by_person_id" ON "case" ("workspace_id", "person_id");

CREATE INDEX "case_by_promise_due_id" ON "case" ("workspace_id", "promise_due", "id") WHERE state <> 3;

CREATE INDEX "case_merged" ON "case" ("workspace_id", "root_id") WHERE root_id <> id;

CREATE INDEX "case_to_look_at" ON "case" ("promise_due") WHERE state in (1, 2);

CREATE INDEX "case_without_owner" ON "case" ("workspace_id", "promise_due", "id") WHERE state <> 3 and owner_id is null;

CREATE INDEX "claim_by_person_id" ON "claim" ("workspace_id", "person_id");

CREATE INDEX "claim_by_value" ON "claim" ("workspace_id", "value");

CREATE UNIQUE INDEX "connection_by_name" ON "connection" ("workspace_id", "name");

CREATE UNIQUE INDEX "delivery_by_attempt_key" ON "delivery" ("workspace_id", "attempt_key");

CREATE INDEX "delivery_by_connection_id_outside_id" ON "delivery" ("workspace_id", "connection_id", "outside_id") WHERE outside_id is not null;

CREATE INDEX "delivery_by_connection_id_next_at" ON "delivery" ("workspace_id", "connection_id", "next_at") WHERE next_at is not null;

CREATE INDEX "delivery_by_connection_id_state_at" ON "delivery" ("workspace_id", "connection_id", "state_at") WHERE state in (5, 6);

CREATE INDEX "delivery_by_handle_id_moment_id" ON "delivery" ("workspace_id", "handle_id", "moment_id") WHERE state in (0, 1);

CREATE UNIQUE INDEX "department_by_name" ON "department" ("workspace_id", "name");

CREATE INDEX "department_member_by_teammate_id" ON "department_member" ("workspace_id", "teammate_id");

CREATE UNIQUE INDEX "handle_by_kind_scope_value" ON "handle" ("workspace_id", "kind", "scope", "value");

CREATE INDEX "handle_by_person_id" ON "handle" ("workspace_id", "person_id");

CREATE INDEX "handle_by_value" ON "handle" ("workspace_id", "value");

CREATE UNIQUE INDEX "intake_by_lane_n" ON "intake" ("lane", "n");

CREATE UNIQUE INDEX "invitation_by_token_hash" ON "invitation" ("workspace_id", "token_hash");

CREATE INDEX "link_by_from_id" ON "link" ("workspace_id", "from_id");

CREATE INDEX "link_by_to_id" ON "link" ("workspace_id", "to_id");

CREATE INDEX "membership_by_person_id" ON "membership" ("workspace_id", "person_id");

CREATE INDEX "moment_by_case_id_at" ON "moment" ("workspace_id", "case_id", "at");

CREATE UNIQUE INDEX "moment_by_connection_id_outside_key" ON "moment" ("workspace_id", "connection_id", "outside_key") WHERE outside_key is not null;

CREATE INDEX "moment_by_epoch_tx_id" ON "moment" ("workspace_id", "epoch", "tx", "id");

CREATE INDEX "moment_by_person_id_at_id" ON "moment" ("workspace_id", "person_id", "at" DESC, "id" DESC);

CREATE INDEX "moment_by_reply_to" ON "moment" ("workspace_id", "reply_to") WHERE kind in (2, 3, 33);

CREATE UNIQUE INDEX "move_by_token_hash" ON "move" ("workspace_id", "token_hash");

CREATE INDEX "notice_by_teammate_id_at_id" ON "notice" ("workspace_id", "teammate_id", "at" DESC, "id" DESC);

CREATE INDEX "organisation_by_name" ON "organisation" ("workspace_id", "name");

CREATE UNIQUE INDEX "own_field_by_key" ON "own_field" ("workspace_id", "key");

CREATE INDEX "person_by_last_at_id" ON "person" ("workspace_id", "last_at" DESC, "id" DESC);

CREATE INDEX "person_by_root_id" ON "person" ("workspace_id", "root_id");

CREATE INDEX "person_by_import_id" ON "person" ("workspace_id", "import_id") WHERE import_id is not null;

CREATE INDEX "person_word_by_word_person_id" ON "person_word" ("workspace_id", "word", "person_id");

CREATE INDEX "promise_by_case_id" ON "promise" ("workspace_id", "case_id");

CREATE INDEX "promise_running" ON "promise" ("due") WHERE kept_at is null and broken_at is null and ended_at is null;

CREATE UNIQUE INDEX "session_by_secret_hash" ON "session" ("workspace_id", "secret_hash");

CREATE INDEX "session_by_teammate_id" ON "session" ("workspace_id", "teammate_id");

CREATE UNIQUE INDEX "set_aside_by_connection_id_key" ON "set_aside" ("workspace_id", "connection_id", "key");

CREATE UNIQUE INDEX "teammate_by_account_id" ON "teammate" ("workspace_id", "account_id");

CREATE UNIQUE INDEX "teammate_by_email" ON "teammate" ("workspace_id", "email") WHERE left_at is null;

CREATE UNIQUE INDEX "workspace_by_host" ON "workspace" ("host");

insert into instance (id, epoch, tx) values (1, 1, 0);

-- Filled by a follower, off the hot path; rowid rises with arrival, so the newest come first by walking backwards.
create virtual table moment_search using fts5(words, workspace_id unindexed, moment_id unindexed,
    content='', contentless_delete=1, contentless_unindexed=1, tokenize='ascii');
