-- What we send so often that it is kept once for all: a document and its versions, none of which ever goes away.
CREATE TABLE document (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    description text NOT NULL,
    words text NOT NULL,
    language text,
    department_id uuid,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    archived_at timestamptz,
    CONSTRAINT document_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT document_department_id FOREIGN KEY (workspace_id, department_id) REFERENCES department (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX document_by_name_id ON document (workspace_id, name, id);
select kith_guard('document');

CREATE TABLE document_version (
    workspace_id uuid NOT NULL,
    document_id uuid NOT NULL,
    number bigint NOT NULL,
    hash text NOT NULL,
    file_name text NOT NULL,
    size bigint NOT NULL,
    type text NOT NULL,
    subject text,
    text text,
    made_by uuid NOT NULL,
    made_at timestamptz NOT NULL,
    CONSTRAINT document_version_key PRIMARY KEY (workspace_id, document_id, number),
    CONSTRAINT document_version_document_id FOREIGN KEY (workspace_id, document_id) REFERENCES document (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT document_version_hash FOREIGN KEY (workspace_id, hash) REFERENCES attachment (workspace_id, hash) ON DELETE RESTRICT
);
select kith_guard('document_version');

-- What stands around the words of a mail, by language: of a department, and of the house where the department has none.
ALTER TABLE department ADD COLUMN greetings jsonb;
ALTER TABLE workspace ADD COLUMN greetings jsonb;
ALTER TABLE workspace ADD COLUMN signatures jsonb;
