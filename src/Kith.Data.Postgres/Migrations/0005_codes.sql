-- Codes that wait to come back from the address they were sent to, and answers in the chat that go by mail when nobody reads them there.
CREATE TABLE code (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    asker text NOT NULL,
    kind text NOT NULL,
    value text NOT NULL,
    hash bytea NOT NULL,
    tries integer NOT NULL,
    at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    CONSTRAINT code_key PRIMARY KEY (workspace_id, id)
);
select kith_guard('code');

CREATE INDEX code_by_asker_at ON code (workspace_id, asker, at);

CREATE INDEX code_by_kind_value_at ON code (workspace_id, kind, value, at);

ALTER TABLE delivery ADD COLUMN mail_at timestamptz;

CREATE INDEX delivery_to_mail ON delivery (mail_at) WHERE mail_at is not null;

CREATE INDEX delivery_to_mail_by_handle ON delivery (workspace_id, handle_id) WHERE mail_at is not null;
