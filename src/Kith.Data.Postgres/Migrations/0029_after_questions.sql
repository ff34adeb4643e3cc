-- How it was: asked once after a case was closed, off until a department switches it on.
ALTER TABLE department ADD COLUMN ask_after_hours integer;
ALTER TABLE department ADD COLUMN asks_since timestamptz;

CREATE TABLE after_question (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    person_id uuid NOT NULL,
    closed_at timestamptz NOT NULL,
    state smallint NOT NULL,
    why text,
    next_at timestamptz,
    tries integer NOT NULL,
    token_hash bytea,
    moment_id uuid,
    asked_at timestamptz,
    answer integer,
    comment text,
    answered_at timestamptz,
    version integer NOT NULL,
    CONSTRAINT after_question_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT after_question_case_id FOREIGN KEY (workspace_id, case_id) REFERENCES "case" (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT after_question_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX after_question_by_case_id ON after_question (workspace_id, case_id);
CREATE INDEX after_question_by_person_id ON after_question (workspace_id, person_id);
CREATE UNIQUE INDEX after_question_by_token_hash ON after_question (workspace_id, token_hash) WHERE token_hash is not null;
CREATE INDEX after_question_asked ON after_question (workspace_id, asked_at) WHERE asked_at is not null;
CREATE INDEX after_question_due ON after_question (next_at) WHERE next_at is not null;
select kith_guard('after_question');
select kith_guard_applied('after_question');
