-- How people were served, counted day by day, and what the counting looks up.
CREATE TABLE served (
    workspace_id uuid NOT NULL,
    day integer NOT NULL,
    what smallint NOT NULL,
    dimension smallint NOT NULL,
    value text NOT NULL,
    bucket smallint NOT NULL,
    cases integer NOT NULL,
    CONSTRAINT served_key PRIMARY KEY (workspace_id, day, what, dimension, value, bucket),
    CONSTRAINT served_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE RESTRICT
);
select kith_guard('served');
CREATE INDEX promise_answered ON promise (workspace_id, kept_at) WHERE kind = 0 and kept_at is not null;
CREATE INDEX case_ended ON "case" (workspace_id, closed_at) WHERE closed_at is not null;
CREATE INDEX moment_handed_on ON moment (workspace_id, at) WHERE kind = 13;
