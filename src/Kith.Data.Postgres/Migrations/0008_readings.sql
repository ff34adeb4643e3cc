-- How far each connection was read whose messages we fetch ourselves, a mailbox or a platform that is asked: one table for all of them.
CREATE TABLE reading (
    workspace_id uuid NOT NULL,
    connection_id uuid NOT NULL,
    place text,
    reader_id uuid,
    leased_until timestamptz,
    read_at timestamptz,
    failing_since timestamptz,
    problem text,
    told_at timestamptz,
    CONSTRAINT reading_key PRIMARY KEY (workspace_id, connection_id),
    CONSTRAINT reading_connection_id FOREIGN KEY (workspace_id, connection_id) REFERENCES connection (workspace_id, id) ON DELETE CASCADE
);
select kith_guard('reading');
select kith_guard_applied('reading');
INSERT INTO reading (workspace_id, connection_id, place, reader_id, leased_until, read_at, failing_since, problem, told_at)
SELECT workspace_id, connection_id, uid_validity || ':' || uid, reader_id, leased_until, read_at, failing_since, problem, told_at FROM mailbox;
DROP TABLE mailbox;
