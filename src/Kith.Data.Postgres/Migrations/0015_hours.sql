-- Hours are calendars now: the house has one, departments and branches may choose another, and promises are counted in them.
CREATE TABLE calendar (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    time_zone text,
    openings jsonb NOT NULL,
    days jsonb NOT NULL,
    is_default boolean NOT NULL,
    changed_at timestamptz NOT NULL,
    recount_since timestamptz,
    CONSTRAINT calendar_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT calendar_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX calendar_by_name ON calendar (workspace_id, name);
CREATE INDEX calendar_to_recount ON calendar (recount_since) WHERE recount_since is not null;

CREATE TABLE branch (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    address text,
    calendar_id uuid,
    in_charge jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT branch_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT branch_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX branch_by_name ON branch (workspace_id, name);

CREATE TABLE target (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    department_id uuid,
    channel text,
    calendar_id uuid,
    first_answer_minutes integer,
    next_answer_minutes integer,
    solution_minutes integer,
    CONSTRAINT target_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT target_department_id FOREIGN KEY (workspace_id, department_id) REFERENCES department (workspace_id, id) ON DELETE CASCADE,
    CONSTRAINT target_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE RESTRICT
);

-- A calendar made of the hours that stood in a row takes the id of that row. Row-level security holds the owner of the tables, too, so it
-- rests while they are read.
ALTER TABLE department ADD COLUMN calendar_id uuid;
ALTER TABLE workspace NO FORCE ROW LEVEL SECURITY;
ALTER TABLE department NO FORCE ROW LEVEL SECURITY;
INSERT INTO calendar (workspace_id, id, name, time_zone, openings, days, is_default, changed_at)
    SELECT workspace_id, workspace_id, 'Our hours', NULL, openings, '[]', true, created_at FROM workspace;
INSERT INTO calendar (workspace_id, id, name, time_zone, openings, days, is_default, changed_at)
    SELECT workspace_id, id, 'Hours of ' || name, NULL, openings, '[]', false, created_at FROM department WHERE openings IS NOT NULL;
UPDATE department SET calendar_id = id WHERE openings IS NOT NULL;
ALTER TABLE workspace FORCE ROW LEVEL SECURITY;
ALTER TABLE department FORCE ROW LEVEL SECURITY;
select kith_guard('calendar');
select kith_guard('branch');
select kith_guard('target');
select kith_guard_applied('calendar');
ALTER TABLE department DROP COLUMN openings;
ALTER TABLE workspace DROP COLUMN openings;
ALTER TABLE workspace ADD COLUMN solution_minutes integer;
ALTER TABLE workspace ADD COLUMN hours_version bigint NOT NULL DEFAULT 0;
ALTER TABLE workspace ALTER COLUMN hours_version DROP DEFAULT;

-- What a promise was counted by; a time that a teammate named has none.
ALTER TABLE promise ADD COLUMN minutes integer;
ALTER TABLE promise ADD COLUMN calendar_id uuid;
ALTER TABLE promise ADD COLUMN spent bigint NOT NULL DEFAULT 0;
ALTER TABLE promise ADD COLUMN paused_at timestamptz;
ALTER TABLE promise ADD COLUMN resumed_at timestamptz;
ALTER TABLE promise ADD COLUMN climbed integer NOT NULL DEFAULT 0;
ALTER TABLE promise ADD COLUMN climb_at timestamptz;
ALTER TABLE promise ALTER COLUMN spent DROP DEFAULT;
ALTER TABLE promise ALTER COLUMN climbed DROP DEFAULT;
DROP INDEX promise_running;
CREATE INDEX promise_running ON promise (due) WHERE kept_at is null and broken_at is null and ended_at is null and paused_at is null;
CREATE INDEX promise_climbing ON promise (climb_at) WHERE climb_at is not null and kept_at is null and ended_at is null;
CREATE INDEX promise_counted ON promise (workspace_id, calendar_id, id) WHERE calendar_id is not null and kept_at is null and broken_at is null and ended_at is null and paused_at is null;
