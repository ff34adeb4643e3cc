-- Steps that somebody named, taken on a case by one action.
CREATE TABLE macro (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    teammate_id uuid NOT NULL,
    "for" smallint NOT NULL,
    department_id uuid,
    steps jsonb NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT macro_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT macro_teammate_id FOREIGN KEY (workspace_id, teammate_id) REFERENCES teammate (workspace_id, id) ON DELETE RESTRICT
);
select kith_guard('macro');
