-- Mailboxes that are signed in to at their provider: what was given, and what somebody has begun.
CREATE TABLE mailbox_sign_in (
    workspace_id uuid NOT NULL,
    connection_id uuid NOT NULL,
    secrets text NOT NULL,
    account text NOT NULL,
    signed_in_by uuid NOT NULL,
    signed_in_at timestamptz NOT NULL,
    renewed_at timestamptz NOT NULL,
    renew_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    refused_at timestamptz,
    renewing_until timestamptz,
    ended_at timestamptz,
    CONSTRAINT mailbox_sign_in_key PRIMARY KEY (workspace_id, connection_id),
    CONSTRAINT mailbox_sign_in_connection_id FOREIGN KEY (workspace_id, connection_id) REFERENCES connection (workspace_id, id) ON DELETE CASCADE
);

CREATE TABLE begun_sign_in (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    state_hash bytea NOT NULL,
    connection_id uuid NOT NULL,
    connection_version bigint NOT NULL,
    teammate_id uuid NOT NULL,
    session_id uuid NOT NULL,
    secrets text NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT begun_sign_in_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT begun_sign_in_connection_id FOREIGN KEY (workspace_id, connection_id) REFERENCES connection (workspace_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX begun_sign_in_by_state_hash ON begun_sign_in (workspace_id, state_hash);

select kith_guard('mailbox_sign_in');
select kith_guard('begun_sign_in');
select kith_guard_applied('mailbox_sign_in');
