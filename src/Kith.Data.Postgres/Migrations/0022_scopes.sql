-- Roles that a house makes: what whoever has one may see.
CREATE TABLE team_role (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    scopes jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT team_role_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT team_role_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX team_role_by_name ON team_role (workspace_id, name);
select kith_guard('team_role');
ALTER TABLE teammate ADD COLUMN team_role_id uuid;
