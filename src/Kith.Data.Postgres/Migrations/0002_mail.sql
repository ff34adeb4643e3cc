-- How far each mailbox was read, who reads it, and since when it cannot be.
CREATE TABLE mailbox (
    workspace_id uuid NOT NULL,
    connection_id uuid NOT NULL,
    uid_validity bigint NOT NULL,
    uid bigint NOT NULL,
    reader_id uuid,
    leased_until timestamptz,
    read_at timestamptz,
    failing_since timestamptz,
    problem text,
    told_at timestamptz,
    CONSTRAINT mailbox_key PRIMARY KEY (workspace_id, connection_id),
    CONSTRAINT mailbox_connection_id FOREIGN KEY (workspace_id, connection_id) REFERENCES connection (workspace_id, id) ON DELETE CASCADE
);
select kith_guard('mailbox');
select kith_guard_applied('mailbox');

ALTER TABLE department ADD COLUMN signatures jsonb;
