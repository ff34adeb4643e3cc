-- What many people speak of, gathered: a cause, what it is about, and what each of them is told when it is fixed.
CREATE TABLE cause (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    title text NOT NULL,
    known text NOT NULL,
    words text NOT NULL,
    department_id uuid NOT NULL,
    owner_id uuid,
    cost_per_contact numeric,
    currency text,
    said jsonb,
    heard_at timestamptz NOT NULL,
    version integer NOT NULL,
    state smallint NOT NULL,
    why text,
    fixed_at timestamptz,
    CONSTRAINT cause_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT cause_department_id FOREIGN KEY (workspace_id, department_id) REFERENCES department (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT cause_owner_id FOREIGN KEY (workspace_id, owner_id) REFERENCES teammate (workspace_id, id) ON DELETE RESTRICT
);
select kith_guard('cause');

CREATE TABLE cause_about (
    workspace_id uuid NOT NULL,
    cause_id uuid NOT NULL,
    what smallint NOT NULL,
    about_id uuid NOT NULL,
    person_id uuid NOT NULL,
    at timestamptz NOT NULL,
    gathered_at timestamptz NOT NULL,
    gathered_by uuid NOT NULL,
    CONSTRAINT cause_about_key PRIMARY KEY (workspace_id, cause_id, what, about_id),
    CONSTRAINT cause_about_cause_id FOREIGN KEY (workspace_id, cause_id) REFERENCES cause (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT cause_about_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX cause_about_by_about_id ON cause_about (workspace_id, about_id);
select kith_guard('cause_about');

CREATE TABLE telling (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    cause_id uuid NOT NULL,
    person_id uuid NOT NULL,
    answers_id uuid,
    connection_id uuid,
    handle_id uuid,
    language text,
    text text NOT NULL,
    is_edited boolean NOT NULL,
    state smallint NOT NULL,
    why text,
    problem_code text,
    problem_words text,
    next_at timestamptz,
    tries integer NOT NULL,
    round integer NOT NULL,
    moment_id uuid,
    told_at timestamptz,
    told_by uuid,
    version integer NOT NULL,
    CONSTRAINT telling_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT telling_cause_id FOREIGN KEY (workspace_id, cause_id) REFERENCES cause (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT telling_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX telling_by_cause_id_person_id ON telling (workspace_id, cause_id, person_id);
CREATE INDEX telling_due ON telling (next_at) WHERE next_at is not null;
select kith_guard('telling');
select kith_guard_applied('telling');
