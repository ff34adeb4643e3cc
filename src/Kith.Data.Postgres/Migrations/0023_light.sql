-- Work made light: words that leave at a time somebody chose, and what one wants to be reminded of.
CREATE TABLE later_message (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    key text NOT NULL,
    author_id uuid NOT NULL,
    person_id uuid NOT NULL,
    case_id uuid,
    text text NOT NULL,
    channel text NOT NULL,
    is_public boolean NOT NULL,
    body jsonb NOT NULL,
    asked_at timestamptz NOT NULL,
    at timestamptz NOT NULL,
    holds_if_heard boolean NOT NULL,
    heard_at timestamptz,
    state smallint NOT NULL,
    next_at timestamptz,
    tries integer NOT NULL,
    moment_id uuid,
    approval_id uuid,
    problem_code text,
    problem_words text,
    version integer NOT NULL,
    CONSTRAINT later_message_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT later_message_author_id FOREIGN KEY (workspace_id, author_id) REFERENCES teammate (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT later_message_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX later_message_by_key ON later_message (workspace_id, key);
CREATE INDEX later_message_by_person_id ON later_message (workspace_id, person_id);
CREATE INDEX later_message_kept ON later_message (workspace_id, author_id, at, id) WHERE state in (0, 2);
CREATE INDEX later_message_due ON later_message (next_at) WHERE next_at is not null;
select kith_guard('later_message');
select kith_guard_applied('later_message');

CREATE TABLE reminder (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    teammate_id uuid NOT NULL,
    case_id uuid NOT NULL,
    person_id uuid NOT NULL,
    text text,
    at timestamptz NOT NULL,
    made_at timestamptz NOT NULL,
    CONSTRAINT reminder_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT reminder_teammate_id FOREIGN KEY (workspace_id, teammate_id) REFERENCES teammate (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT reminder_case_id FOREIGN KEY (workspace_id, case_id) REFERENCES "case" (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT reminder_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX reminder_by_teammate_id_at_id ON reminder (workspace_id, teammate_id, at, id);
CREATE INDEX reminder_due ON reminder (at);
select kith_guard('reminder');
select kith_guard_applied('reminder');

-- Filters of the inbox that somebody named.
CREATE TABLE saved_view (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    teammate_id uuid NOT NULL,
    "for" smallint NOT NULL,
    department_id uuid,
    filter jsonb NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT saved_view_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT saved_view_teammate_id FOREIGN KEY (workspace_id, teammate_id) REFERENCES teammate (workspace_id, id) ON DELETE RESTRICT
);
select kith_guard('saved_view');
