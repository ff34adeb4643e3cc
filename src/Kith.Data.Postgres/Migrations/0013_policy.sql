-- One policy for whatever leaves: hours in which nobody is woken, what a message costs and what a month may, and documents for one person's eyes.
ALTER TABLE workspace ADD COLUMN quiet_hours jsonb;
ALTER TABLE connection ADD COLUMN price numeric;
ALTER TABLE connection ADD COLUMN currency text;
ALTER TABLE connection ADD COLUMN budget numeric;
ALTER TABLE document ADD COLUMN is_personal boolean NOT NULL DEFAULT false;
ALTER TABLE document ALTER COLUMN is_personal DROP DEFAULT;
CREATE TABLE spending (
    workspace_id uuid NOT NULL,
    connection_id uuid NOT NULL,
    month timestamptz NOT NULL,
    amount numeric NOT NULL,
    CONSTRAINT spending_key PRIMARY KEY (workspace_id, connection_id, month),
    CONSTRAINT spending_connection_id FOREIGN KEY (workspace_id, connection_id) REFERENCES connection (workspace_id, id) ON DELETE CASCADE
);
select kith_guard('spending');
