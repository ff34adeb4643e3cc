-- How long what is kept, by kind; and files whose last name may have gone.
CREATE TABLE retention_rule (
    workspace_id uuid NOT NULL,
    kind smallint NOT NULL,
    days integer NOT NULL,
    changed_at timestamptz NOT NULL,
    looked_at timestamptz,
    gone bigint NOT NULL,
    CONSTRAINT retention_rule_key PRIMARY KEY (workspace_id, kind)
);
select kith_guard('retention_rule');
select kith_guard_applied('retention_rule');

CREATE TABLE fading_file (
    workspace_id uuid NOT NULL,
    hash text NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT fading_file_key PRIMARY KEY (workspace_id, hash)
);
select kith_guard('fading_file');
