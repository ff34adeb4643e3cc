-- Before words leave: the rules of the house where somebody changed them, what was sent in spite of one, and what somebody approves first.
CREATE TABLE house_rule (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    kind smallint NOT NULL,
    stops boolean NOT NULL,
    is_in_force boolean NOT NULL,
    place smallint NOT NULL,
    departments jsonb NOT NULL,
    channels jsonb NOT NULL,
    language text,
    phrases jsonb NOT NULL,
    "limit" integer,
    changed_at timestamptz NOT NULL,
    version integer NOT NULL,
    CONSTRAINT house_rule_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT house_rule_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE RESTRICT
);
select kith_guard('house_rule');

CREATE TABLE overruling (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    rule_id uuid NOT NULL,
    rule_name text NOT NULL,
    teammate_id uuid NOT NULL,
    person_id uuid NOT NULL,
    moment_id uuid NOT NULL,
    words text NOT NULL,
    why text NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT overruling_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT overruling_teammate_id FOREIGN KEY (workspace_id, teammate_id) REFERENCES teammate (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT overruling_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX overruling_by_rule_id_at ON overruling (workspace_id, rule_id, at);
select kith_guard('overruling');

CREATE TABLE approval_rule (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    is_in_force boolean NOT NULL,
    about smallint NOT NULL,
    new_days integer,
    teammates jsonb NOT NULL,
    place smallint NOT NULL,
    departments jsonb NOT NULL,
    branches jsonb NOT NULL,
    channels jsonb NOT NULL,
    above numeric,
    approvers jsonb NOT NULL,
    stand_in_id uuid,
    minutes integer NOT NULL,
    changed_at timestamptz NOT NULL,
    version integer NOT NULL,
    CONSTRAINT approval_rule_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT approval_rule_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE RESTRICT
);
select kith_guard('approval_rule');

CREATE TABLE approval (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    rule_id uuid NOT NULL,
    rule_name text NOT NULL,
    what smallint NOT NULL,
    author_id uuid NOT NULL,
    person_id uuid,
    case_id uuid,
    cause_id uuid,
    department_id uuid NOT NULL,
    branch_id uuid,
    key text NOT NULL,
    text text NOT NULL,
    edited_text text,
    channel text,
    is_public boolean NOT NULL,
    body jsonb NOT NULL,
    asked_at timestamptz NOT NULL,
    state smallint NOT NULL,
    decided_at timestamptz,
    decided_by uuid,
    note text,
    moment_id uuid,
    problem_code text,
    problem_words text,
    version integer NOT NULL,
    step integer NOT NULL,
    waits_for jsonb NOT NULL,
    asked jsonb NOT NULL,
    due timestamptz NOT NULL,
    climb_at timestamptz,
    CONSTRAINT approval_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT approval_author_id FOREIGN KEY (workspace_id, author_id) REFERENCES teammate (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT approval_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX approval_by_key ON approval (workspace_id, key) WHERE state = 0;
CREATE INDEX approval_waiting ON approval (workspace_id, due, id) WHERE state = 0;
CREATE INDEX approval_by_person_id ON approval (workspace_id, person_id);
CREATE INDEX approval_to_climb ON approval (climb_at) WHERE climb_at is not null;
select kith_guard('approval');
select kith_guard_applied('approval');

ALTER TABLE telling ADD COLUMN despite jsonb;
