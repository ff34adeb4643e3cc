-- What a person said last about one purpose on one channel, and the moment that proves it.
CREATE TABLE consent (
    workspace_id uuid NOT NULL,
    person_id uuid NOT NULL,
    purpose smallint NOT NULL,
    channel text NOT NULL,
    answer smallint NOT NULL,
    proof_moment uuid NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT consent_key PRIMARY KEY (workspace_id, person_id, purpose, channel),
    CONSTRAINT consent_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT consent_proof_moment FOREIGN KEY (workspace_id, proof_moment) REFERENCES moment (workspace_id, id) ON DELETE RESTRICT
);
select kith_guard('consent');
