-- Who gets a new case: rules in their order, and who stands in for whoever is away.
CREATE TABLE routing_rule (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    position integer NOT NULL,
    name text NOT NULL,
    is_off boolean NOT NULL,
    conditions jsonb NOT NULL,
    outcome jsonb NOT NULL,
    CONSTRAINT routing_rule_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT routing_rule_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE RESTRICT
);
select kith_guard('routing_rule');

ALTER TABLE teammate ADD COLUMN stand_in_id uuid;

-- Departments that stand already go on as they are: anybody answers there.
ALTER TABLE department ADD COLUMN only_owner_answers boolean NOT NULL DEFAULT false;
ALTER TABLE department ALTER COLUMN only_owner_answers DROP DEFAULT;
