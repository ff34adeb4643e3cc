-- When, if, then: what is done to cases by itself, and what was done.
CREATE TABLE automation (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    "when" smallint NOT NULL,
    hours integer NOT NULL,
    in_open_hours boolean NOT NULL,
    conditions jsonb NOT NULL,
    steps jsonb NOT NULL,
    on_since timestamptz,
    changed_at timestamptz NOT NULL,
    CONSTRAINT automation_key PRIMARY KEY (workspace_id, id)
);
select kith_guard('automation');
select kith_guard_applied('automation');

CREATE TABLE automation_run (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    automation_id uuid NOT NULL,
    case_id uuid NOT NULL,
    since timestamptz NOT NULL,
    at timestamptz NOT NULL,
    outcome smallint NOT NULL,
    why text,
    before jsonb,
    case_version integer NOT NULL,
    CONSTRAINT automation_run_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT automation_run_automation_id FOREIGN KEY (workspace_id, automation_id) REFERENCES automation (workspace_id, id) ON DELETE CASCADE,
    CONSTRAINT automation_run_case_id FOREIGN KEY (workspace_id, case_id) REFERENCES "case" (workspace_id, id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX automation_run_by_automation_id_case_id_since ON automation_run (workspace_id, automation_id, case_id, since);
CREATE INDEX automation_run_by_case_id ON automation_run (workspace_id, case_id);
CREATE INDEX automation_run_newest ON automation_run (workspace_id, automation_id, at);
select kith_guard('automation_run');
