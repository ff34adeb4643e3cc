-- A question from a case to another department, with an owner and a promise of its own.
CREATE TABLE ask (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    matter_id uuid NOT NULL,
    department_id uuid NOT NULL,
    owner_id uuid,
    asked_by uuid NOT NULL,
    question text NOT NULL,
    state smallint NOT NULL,
    made_at timestamptz NOT NULL,
    due timestamptz NOT NULL,
    minutes integer,
    calendar_id uuid,
    spent bigint NOT NULL,
    paused_at timestamptz,
    resumed_at timestamptz,
    kept_at timestamptz,
    broken_at timestamptz,
    ended_at timestamptz,
    warned_at timestamptz,
    climbed integer NOT NULL,
    climb_at timestamptz,
    version integer NOT NULL,
    CONSTRAINT ask_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT ask_case_id FOREIGN KEY (workspace_id, case_id) REFERENCES "case" (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT ask_department_id FOREIGN KEY (workspace_id, department_id) REFERENCES department (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ask_by_matter_id_due_id ON ask (workspace_id, matter_id, due, id);
CREATE INDEX ask_by_department_id_due_id ON ask (workspace_id, department_id, due, id);
CREATE INDEX ask_running ON ask (due) WHERE kept_at is null and ended_at is null and broken_at is null and paused_at is null;
CREATE INDEX ask_climbing ON ask (climb_at) WHERE climb_at is not null and kept_at is null and ended_at is null;
select kith_guard('ask');
select kith_guard_applied('ask');

-- How soon a department answers another one, in open minutes.
ALTER TABLE workspace ADD COLUMN ask_minutes integer NOT NULL DEFAULT 240;
ALTER TABLE workspace ALTER COLUMN ask_minutes DROP DEFAULT;
ALTER TABLE target ADD COLUMN ask_minutes integer;

-- Between who only looks and who writes to people stands the colleague: every role above moves up by one.
ALTER TABLE teammate NO FORCE ROW LEVEL SECURITY;
ALTER TABLE api_token NO FORCE ROW LEVEL SECURITY;
ALTER TABLE invitation NO FORCE ROW LEVEL SECURITY;
UPDATE teammate SET role = role + 1 WHERE role >= 1;
UPDATE api_token SET role = role + 1 WHERE role >= 1;
UPDATE invitation SET role = role + 1 WHERE role >= 1;
ALTER TABLE teammate FORCE ROW LEVEL SECURITY;
ALTER TABLE api_token FORCE ROW LEVEL SECURITY;
ALTER TABLE invitation FORCE ROW LEVEL SECURITY;

-- What opens a person's own page, by the hash of its token.
CREATE TABLE page_key (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    token_hash bytea NOT NULL,
    handle_id uuid NOT NULL,
    connection_id uuid NOT NULL,
    person_id uuid NOT NULL,
    by uuid NOT NULL,
    at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    CONSTRAINT page_key_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT page_key_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX page_key_by_token_hash ON page_key (workspace_id, token_hash);
CREATE INDEX page_key_by_person_id ON page_key (workspace_id, person_id);
select kith_guard('page_key');
