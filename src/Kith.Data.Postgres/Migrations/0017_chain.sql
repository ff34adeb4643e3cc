-- The record cannot be changed quietly: each entry hangs on the one before it, and what is about a person is hashed with a key of theirs.
CREATE TABLE chain (
    workspace_id uuid NOT NULL,
    seq bigint NOT NULL,
    audit_id uuid NOT NULL,
    facts_hash bytea NOT NULL,
    previous bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT chain_key PRIMARY KEY (workspace_id, seq)
);
CREATE UNIQUE INDEX chain_by_audit_id ON chain (workspace_id, audit_id);
select kith_guard('chain');
select kith_guard_applied('chain');
revoke insert, update, delete on chain from kith_app;
revoke update, delete on chain from kith_applier;

CREATE TABLE key_of_person (
    workspace_id uuid NOT NULL,
    person_id uuid NOT NULL,
    key bytea,
    CONSTRAINT key_of_person_key PRIMARY KEY (workspace_id, person_id)
);
select kith_guard('key_of_person');
select kith_guard_applied('key_of_person');

CREATE TABLE audit_about (
    workspace_id uuid NOT NULL,
    about_id uuid NOT NULL,
    audit_id uuid NOT NULL,
    CONSTRAINT audit_about_key PRIMARY KEY (workspace_id, about_id, audit_id)
);
select kith_guard('audit_about');
select kith_guard_applied('audit_about');

-- Erasing a person blanks what an entry says of them, and nothing else of it.
grant update (facts) on audit to kith_app;
