CREATE TABLE account (
    id uuid NOT NULL,
    user_name varchar(256),
    normalized_user_name varchar(256),
    email varchar(256),
    normalized_email varchar(256),
    email_confirmed boolean NOT NULL,
    password_hash text,
    security_stamp text,
    concurrency_stamp text,
    phone_number varchar(256),
    phone_number_confirmed boolean NOT NULL,
    two_factor_enabled boolean NOT NULL,
    lockout_end timestamptz,
    lockout_enabled boolean NOT NULL,
    access_failed_count integer NOT NULL,
    CONSTRAINT account_key PRIMARY KEY (id)
);

CREATE TABLE attachment (
    workspace_id uuid NOT NULL,
    hash text NOT NULL,
    size bigint NOT NULL,
    type text NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT attachment_key PRIMARY KEY (workspace_id, hash)
);

CREATE TABLE audit (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    epoch integer NOT NULL,
    tx xid8 NOT NULL DEFAULT (pg_current_xact_id()),
    at timestamptz NOT NULL,
    actor_kind smallint NOT NULL,
    actor_id uuid,
    action text NOT NULL,
    object text,
    facts jsonb,
    CONSTRAINT audit_key PRIMARY KEY (workspace_id, id)
);

CREATE TABLE cursor (
    name text NOT NULL,
    epoch integer NOT NULL,
    tx bigint NOT NULL,
    moment_id uuid NOT NULL,
    n bigint NOT NULL,
    CONSTRAINT cursor_key PRIMARY KEY (name)
);

CREATE TABLE dismissal (
    workspace_id uuid NOT NULL,
    person_id uuid NOT NULL,
    other_id uuid NOT NULL,
    by uuid NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT dismissal_key PRIMARY KEY (workspace_id, person_id, other_id)
);

CREATE TABLE idempotent_answer (
    workspace_id uuid NOT NULL,
    actor_id uuid NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    status integer NOT NULL,
    body text,
    location text,
    at timestamptz NOT NULL,
    CONSTRAINT idempotent_answer_key PRIMARY KEY (workspace_id, actor_id, key)
);

CREATE TABLE instance (
    id integer NOT NULL,
    epoch integer NOT NULL,
    tx bigint NOT NULL,
    CONSTRAINT instance_key PRIMARY KEY (id)
);

CREATE TABLE intake (
    workspace_id uuid NOT NULL,
    connection_id uuid NOT NULL,
    key text NOT NULL,
    lane smallint NOT NULL,
    n bigint NOT NULL,
    received_at timestamptz NOT NULL,
    headers text,
    body bytea NOT NULL,
    CONSTRAINT intake_key PRIMARY KEY (workspace_id, connection_id, key)
);

CREATE TABLE invitation (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    token_hash bytea NOT NULL,
    email text,
    name text,
    role smallint NOT NULL,
    department_ids jsonb NOT NULL,
    by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    for_teammate uuid,
    used_at timestamptz,
    revoked_at timestamptz,
    CONSTRAINT invitation_key PRIMARY KEY (workspace_id, id)
);

CREATE TABLE link (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    what smallint NOT NULL,
    from_id uuid NOT NULL,
    to_id uuid NOT NULL,
    evidence text NOT NULL,
    by uuid,
    at timestamptz NOT NULL,
    undone_by uuid,
    undone_at timestamptz,
    CONSTRAINT link_key PRIMARY KEY (workspace_id, id)
);

CREATE TABLE organisation (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    domains jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT organisation_key PRIMARY KEY (workspace_id, id)
);

CREATE TABLE own_field (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    key text NOT NULL,
    label text NOT NULL,
    kind smallint NOT NULL,
    choices jsonb NOT NULL,
    position integer NOT NULL,
    CONSTRAINT own_field_key PRIMARY KEY (workspace_id, id)
);

CREATE TABLE people_import (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    by uuid NOT NULL,
    at timestamptz NOT NULL,
    csv text NOT NULL,
    made integer NOT NULL,
    matched integer NOT NULL,
    skipped integer NOT NULL,
    next_row integer NOT NULL,
    mapping jsonb,
    filled jsonb,
    done_at timestamptz,
    undone_at timestamptz,
    CONSTRAINT people_import_key PRIMARY KEY (workspace_id, id)
);

CREATE TABLE saved_answer (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    title text NOT NULL,
    text text NOT NULL,
    channel text,
    language text,
    shortcut text,
    at timestamptz NOT NULL,
    CONSTRAINT saved_answer_key PRIMARY KEY (workspace_id, id)
);

CREATE TABLE seen (
    workspace_id uuid NOT NULL,
    case_id uuid NOT NULL,
    teammate_id uuid NOT NULL,
    up_to timestamptz NOT NULL,
    CONSTRAINT seen_key PRIMARY KEY (workspace_id, case_id, teammate_id)
);

CREATE TABLE set_aside (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    connection_id uuid NOT NULL,
    key text NOT NULL,
    tries integer NOT NULL,
    problem text NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT set_aside_key PRIMARY KEY (workspace_id, id)
);

CREATE TABLE workspace (
    workspace_id uuid NOT NULL,
    name text NOT NULL,
    host text,
    language text NOT NULL,
    time_zone text NOT NULL,
    openings jsonb NOT NULL,
    first_answer_minutes integer NOT NULL,
    next_answer_minutes integer NOT NULL,
    undo_seconds integer NOT NULL,
    raw_days integer NOT NULL,
    next_case_number bigint NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT workspace_key PRIMARY KEY (workspace_id)
);

CREATE TABLE account_claim (
    id integer GENERATED BY DEFAULT AS IDENTITY,
    user_id uuid NOT NULL,
    claim_type text,
    claim_value text,
    CONSTRAINT account_claim_key PRIMARY KEY (id),
    CONSTRAINT account_claim_user_id FOREIGN KEY (user_id) REFERENCES account (id) ON DELETE CASCADE
);

CREATE TABLE account_login (
    login_provider varchar(128) NOT NULL,
    provider_key varchar(128) NOT NULL,
    provider_display_name text,
    user_id uuid NOT NULL,
    CONSTRAINT account_login_key PRIMARY KEY (login_provider, provider_key),
    CONSTRAINT account_login_user_id FOREIGN KEY (user_id) REFERENCES account (id) ON DELETE CASCADE
);

CREATE TABLE account_passkey (
    credential_id bytea NOT NULL,
    user_id uuid NOT NULL,
    "Data" jsonb NOT NULL,
    CONSTRAINT account_passkey_key PRIMARY KEY (credential_id),
    CONSTRAINT account_passkey_user_id FOREIGN KEY (user_id) REFERENCES account (id) ON DELETE CASCADE
);

CREATE TABLE account_token (
    user_id uuid NOT NULL,
    login_provider varchar(128) NOT NULL,
    name varchar(128) NOT NULL,
    value text,
    CONSTRAINT account_token_key PRIMARY KEY (user_id, login_provider, name),
    CONSTRAINT account_token_user_id FOREIGN KEY (user_id) REFERENCES account (id) ON DELETE CASCADE
);

CREATE TABLE connection (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    channel text NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    enabled boolean NOT NULL,
    settings jsonb NOT NULL,
    secrets text,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    last_received_at timestamptz,
    last_sent_at timestamptz,
    failures integer NOT NULL,
    retry_at timestamptz,
    problem_code text,
    problem_words text,
    problem_at timestamptz,
    CONSTRAINT connection_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT connection_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE RESTRICT
);

CREATE TABLE department (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    head_id uuid,
    is_default boolean NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT department_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT department_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE RESTRICT
);

CREATE TABLE person (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    root_id uuid NOT NULL,
    name text,
    language text,
    time_zone text,
    fields jsonb NOT NULL,
    block smallint NOT NULL,
    created_at timestamptz NOT NULL,
    last_at timestamptz NOT NULL,
    import_id uuid,
    taken_back_at timestamptz,
    CONSTRAINT person_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT person_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE RESTRICT
);

CREATE TABLE teammate (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    name text NOT NULL,
    email text NOT NULL,
    role smallint NOT NULL,
    language text NOT NULL,
    picture_hash text,
    away_since timestamptz,
    away_until timestamptz,
    created_at timestamptz NOT NULL,
    last_seen_at timestamptz,
    left_at timestamptz,
    CONSTRAINT teammate_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT teammate_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE RESTRICT
);

CREATE TABLE claim (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    kind text NOT NULL,
    value text COLLATE "C" NOT NULL,
    said_where text NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT claim_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT claim_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE handle (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    scope text NOT NULL,
    value text COLLATE "C" NOT NULL,
    person_id uuid NOT NULL,
    strength smallint NOT NULL,
    shared boolean NOT NULL,
    first_seen timestamptz NOT NULL,
    last_seen timestamptz NOT NULL,
    problem text,
    stopped_at timestamptz,
    block smallint NOT NULL,
    CONSTRAINT handle_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT handle_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE membership (
    workspace_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    person_id uuid NOT NULL,
    role text,
    CONSTRAINT membership_key PRIMARY KEY (workspace_id, organisation_id, person_id),
    CONSTRAINT membership_organisation_id FOREIGN KEY (workspace_id, organisation_id) REFERENCES organisation (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT membership_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE move (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    token_hash bytea NOT NULL,
    person_id uuid NOT NULL,
    from_moment uuid,
    to_channel text NOT NULL,
    to_connection uuid NOT NULL,
    to_handle uuid,
    at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    CONSTRAINT move_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT move_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT move_to_connection FOREIGN KEY (workspace_id, to_connection) REFERENCES connection (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE api_token (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    teammate_id uuid NOT NULL,
    name text NOT NULL,
    role smallint NOT NULL,
    secret_hash bytea NOT NULL,
    prefix text NOT NULL,
    created_at timestamptz NOT NULL,
    last_used_at timestamptz,
    expires_at timestamptz,
    revoked_at timestamptz,
    CONSTRAINT api_token_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT api_token_teammate_id FOREIGN KEY (workspace_id, teammate_id) REFERENCES teammate (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE "case" (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    department_id uuid NOT NULL,
    owner_id uuid,
    branch_id uuid,
    closed_at timestamptz,
    number bigint NOT NULL,
    person_id uuid NOT NULL,
    person_name text,
    title text,
    state smallint NOT NULL,
    root_id uuid NOT NULL,
    opened_at timestamptz NOT NULL,
    last_at timestamptz NOT NULL,
    last_text text,
    last_surface text,
    last_direction smallint NOT NULL,
    last_visibility smallint NOT NULL,
    connection_id uuid,
    tags jsonb NOT NULL,
    version integer NOT NULL,
    promise_kind smallint NOT NULL,
    promise_due timestamptz,
    owes_public boolean NOT NULL,
    CONSTRAINT case_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT case_department_id FOREIGN KEY (workspace_id, department_id) REFERENCES department (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT case_owner_id FOREIGN KEY (workspace_id, owner_id) REFERENCES teammate (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT case_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT case_workspace FOREIGN KEY (workspace_id) REFERENCES workspace (workspace_id) ON DELETE RESTRICT
);

CREATE TABLE department_member (
    workspace_id uuid NOT NULL,
    department_id uuid NOT NULL,
    teammate_id uuid NOT NULL,
    CONSTRAINT department_member_key PRIMARY KEY (workspace_id, department_id, teammate_id),
    CONSTRAINT department_member_department_id FOREIGN KEY (workspace_id, department_id) REFERENCES department (workspace_id, id) ON DELETE CASCADE,
    CONSTRAINT department_member_teammate_id FOREIGN KEY (workspace_id, teammate_id) REFERENCES teammate (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE draft (
    workspace_id uuid NOT NULL,
    teammate_id uuid NOT NULL,
    person_id uuid NOT NULL,
    body jsonb NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT draft_key PRIMARY KEY (workspace_id, teammate_id, person_id),
    CONSTRAINT draft_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT draft_teammate_id FOREIGN KEY (workspace_id, teammate_id) REFERENCES teammate (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE notice (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    teammate_id uuid NOT NULL,
    kind smallint NOT NULL,
    at timestamptz NOT NULL,
    person_id uuid,
    case_id uuid,
    moment_id uuid,
    text text,
    read_at timestamptz,
    CONSTRAINT notice_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT notice_teammate_id FOREIGN KEY (workspace_id, teammate_id) REFERENCES teammate (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE session (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    teammate_id uuid NOT NULL,
    secret_hash bytea NOT NULL,
    created_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    user_agent text NOT NULL,
    ip text NOT NULL,
    revoked_at timestamptz,
    CONSTRAINT session_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT session_teammate_id FOREIGN KEY (workspace_id, teammate_id) REFERENCES teammate (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE moment (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    epoch integer NOT NULL,
    tx xid8 NOT NULL DEFAULT (pg_current_xact_id()),
    person_id uuid NOT NULL,
    at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    kind smallint NOT NULL,
    direction smallint NOT NULL,
    visibility smallint NOT NULL,
    connection_id uuid,
    surface text,
    thread_key text,
    outside_key text,
    reply_to uuid,
    case_id uuid,
    author_kind smallint NOT NULL,
    author_id uuid,
    text text,
    detail jsonb,
    attachments jsonb,
    CONSTRAINT moment_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT moment_case_id FOREIGN KEY (workspace_id, case_id) REFERENCES "case" (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT moment_connection_id FOREIGN KEY (workspace_id, connection_id) REFERENCES connection (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT moment_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE person_word (
    workspace_id uuid NOT NULL,
    person_id uuid NOT NULL,
    word text COLLATE "C" NOT NULL,
    CONSTRAINT person_word_key PRIMARY KEY (workspace_id, person_id, word),
    CONSTRAINT person_word_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE promise (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    kind smallint NOT NULL,
    made_at timestamptz NOT NULL,
    due timestamptz NOT NULL,
    told_at timestamptz,
    kept_at timestamptz,
    broken_at timestamptz,
    ended_at timestamptz,
    warned_at timestamptz,
    reason text,
    CONSTRAINT promise_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT promise_case_id FOREIGN KEY (workspace_id, case_id) REFERENCES "case" (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE thread (
    workspace_id uuid NOT NULL,
    connection_id uuid NOT NULL,
    thread_key text NOT NULL,
    person_id uuid NOT NULL,
    case_id uuid NOT NULL,
    last_at timestamptz NOT NULL,
    CONSTRAINT thread_key PRIMARY KEY (workspace_id, connection_id, thread_key),
    CONSTRAINT thread_case_id FOREIGN KEY (workspace_id, case_id) REFERENCES "case" (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT thread_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE delivery (
    workspace_id uuid NOT NULL,
    moment_id uuid NOT NULL,
    handle_id uuid NOT NULL,
    connection_id uuid NOT NULL,
    attempt_key uuid NOT NULL,
    state smallint NOT NULL,
    tries integer NOT NULL,
    next_at timestamptz,
    tried_at timestamptz,
    state_at timestamptz NOT NULL,
    outside_id text,
    problem_code text,
    problem_words text,
    parts text,
    segments integer NOT NULL,
    cost numeric,
    CONSTRAINT delivery_key PRIMARY KEY (workspace_id, moment_id, handle_id),
    CONSTRAINT delivery_connection_id FOREIGN KEY (workspace_id, connection_id) REFERENCES connection (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT delivery_handle_id FOREIGN KEY (workspace_id, handle_id) REFERENCES handle (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT delivery_moment_id FOREIGN KEY (workspace_id, moment_id) REFERENCES moment (workspace_id, id) ON DELETE RESTRICT
);

CREATE INDEX account_by_normalized_email ON account (normalized_email);

CREATE UNIQUE INDEX account_by_normalized_user_name ON account (normalized_user_name);

CREATE UNIQUE INDEX api_token_by_secret_hash ON api_token (workspace_id, secret_hash);

CREATE INDEX audit_by_epoch_tx_id ON audit (workspace_id, epoch, tx, id);

CREATE INDEX case_by_department_id_promise_due_id ON "case" (workspace_id, department_id, promise_due, id) WHERE state <> 3;

CREATE UNIQUE INDEX case_by_number ON "case" (workspace_id, number);

CREATE INDEX case_by_owner_id_promise_due_id ON "case" (workspace_id, owner_id, promise_due, id) WHERE state <> 3 and owner_id is not null;

CREATE INDEX case_by_person_id ON "case" (workspace_id, person_id);

CREATE INDEX case_by_promise_due_id ON "case" (workspace_id, promise_due, id) WHERE state <> 3;

CREATE INDEX case_merged ON "case" (workspace_id, root_id) WHERE root_id <> id;

CREATE INDEX case_to_look_at ON "case" (promise_due) WHERE state in (1, 2);

CREATE INDEX case_without_owner ON "case" (workspace_id, promise_due, id) WHERE state <> 3 and owner_id is null;

CREATE INDEX claim_by_person_id ON claim (workspace_id, person_id);

CREATE INDEX claim_by_value ON claim (workspace_id, value);

CREATE UNIQUE INDEX connection_by_name ON connection (workspace_id, name);

CREATE UNIQUE INDEX delivery_by_attempt_key ON delivery (workspace_id, attempt_key);

CREATE INDEX delivery_by_connection_id_outside_id ON delivery (workspace_id, connection_id, outside_id) WHERE outside_id is not null;

CREATE INDEX delivery_by_connection_id_next_at ON delivery (workspace_id, connection_id, next_at) WHERE next_at is not null;

CREATE INDEX delivery_by_connection_id_state_at ON delivery (workspace_id, connection_id, state_at) WHERE state in (5, 6);

CREATE INDEX delivery_by_handle_id_moment_id ON delivery (workspace_id, handle_id, moment_id) WHERE state in (0, 1);

CREATE UNIQUE INDEX department_by_name ON department (workspace_id, name);

CREATE INDEX department_member_by_teammate_id ON department_member (workspace_id, teammate_id);

CREATE UNIQUE INDEX handle_by_kind_scope_value ON handle (workspace_id, kind, scope, value);

CREATE INDEX handle_by_person_id ON handle (workspace_id, person_id);

CREATE INDEX handle_by_value ON handle (workspace_id, value);

CREATE UNIQUE INDEX intake_by_lane_n ON intake (lane, n);

CREATE UNIQUE INDEX invitation_by_token_hash ON invitation (workspace_id, token_hash);

CREATE INDEX link_by_from_id ON link (workspace_id, from_id);

CREATE INDEX link_by_to_id ON link (workspace_id, to_id);

CREATE INDEX membership_by_person_id ON membership (workspace_id, person_id);

CREATE INDEX moment_by_case_id_at ON moment (workspace_id, case_id, at);

CREATE UNIQUE INDEX moment_by_connection_id_outside_key ON moment (workspace_id, connection_id, outside_key) WHERE outside_key is not null;

CREATE INDEX moment_by_epoch_tx_id ON moment (workspace_id, epoch, tx, id);

CREATE INDEX moment_by_person_id_at_id ON moment (workspace_id, person_id, at DESC, id DESC);

CREATE INDEX moment_by_reply_to ON moment (workspace_id, reply_to) WHERE kind in (2, 3, 33);

CREATE UNIQUE INDEX move_by_token_hash ON move (workspace_id, token_hash);

CREATE INDEX notice_by_teammate_id_at_id ON notice (workspace_id, teammate_id, at DESC, id DESC);

CREATE INDEX organisation_by_name ON organisation (workspace_id, name);

CREATE UNIQUE INDEX own_field_by_key ON own_field (workspace_id, key);

CREATE INDEX person_by_last_at_id ON person (workspace_id, last_at DESC, id DESC);

CREATE INDEX person_by_root_id ON person (workspace_id, root_id);

CREATE INDEX person_by_import_id ON person (workspace_id, import_id) WHERE import_id is not null;

CREATE INDEX person_word_by_word_person_id ON person_word (workspace_id, word, person_id);

CREATE INDEX promise_by_case_id ON promise (workspace_id, case_id);

CREATE INDEX promise_running ON promise (due) WHERE kept_at is null and broken_at is null and ended_at is null;

CREATE UNIQUE INDEX session_by_secret_hash ON session (workspace_id, secret_hash);

CREATE INDEX session_by_teammate_id ON session (workspace_id, teammate_id);

CREATE UNIQUE INDEX set_aside_by_connection_id_key ON set_aside (workspace_id, connection_id, key);

CREATE UNIQUE INDEX teammate_by_account_id ON teammate (workspace_id, account_id);

CREATE UNIQUE INDEX teammate_by_email ON teammate (workspace_id, email) WHERE left_at is null;

CREATE UNIQUE INDEX workspace_by_host ON workspace (host);

insert into instance (id, epoch, tx) values (1, 1, 0);

-- Filled by a follower, off the hot path.
create table moment_search (
    workspace_id uuid not null,
    moment_id uuid not null,
    words tsvector not null,
    constraint moment_search_key primary key (workspace_id, moment_id)
);
create index moment_search_by_words on moment_search using gin (words);

-- Two roles that own nothing. What answers people runs as kith_app and sees the workspace its transaction has set; the host's own
-- work (taking in, applying, sending, following) runs as kith_applier, which is let across on just the tables named below.
do $$ begin create role kith_app nologin; exception when duplicate_object or unique_violation then null; end $$;
do $$ begin create role kith_applier nologin; exception when duplicate_object or unique_violation then null; end $$;
do $$ begin execute format('grant kith_app, kith_applier to %I', current_user); end $$;
do $$ begin execute format('grant usage on schema %I to kith_app, kith_applier', current_schema()); end $$;

create function kith_guard(guarded regclass) returns void language plpgsql as $$
begin
    execute format('alter table %s enable row level security', guarded);
    execute format('alter table %s force row level security', guarded);
    execute format('create policy of_workspace on %s to kith_app
        using (workspace_id = nullif(current_setting(''kith.workspace'', true), '''')::uuid)
        with check (workspace_id = nullif(current_setting(''kith.workspace'', true), '''')::uuid)', guarded);
    execute format('grant select, insert, update, delete on %s to kith_app', guarded);
end $$;

create function kith_guard_applied(guarded regclass) returns void language plpgsql as $$
begin
    execute format('create policy of_host on %s to kith_applier using (true) with check (true)', guarded);
    execute format('grant select, insert, update, delete on %s to kith_applier', guarded);
end $$;

select kith_guard(format('%I', table_name)::regclass) from information_schema.columns
    where table_schema = current_schema() and column_name = 'workspace_id';
select kith_guard_applied(name::regclass) from unnest(array['workspace', 'person', 'person_word', 'handle', 'claim', 'link', 'moment', 'thread', '"case"',
    'promise', 'department', 'department_member', 'teammate', 'connection', 'delivery', 'move', 'intake', 'set_aside', 'notice', 'seen',
    'attachment', 'audit', 'moment_search']) as name;
revoke update, delete on audit from kith_app, kith_applier;
grant select, insert, update, delete on account, account_claim, account_login, account_token, account_passkey to kith_app;
grant select on instance to kith_app, kith_applier;
grant select, insert, update, delete on cursor to kith_applier;

-- A policy is checked before any word is compared, which would keep the index over the words from ever being used. So the one question
-- that needs it is asked by a function of the owner, which reads the workspace from the transaction and nowhere else.
create policy of_search on moment_search to current_user using (true);
create function kith_search(asked tsquery, before uuid, most integer) returns setof uuid language plpgsql stable security definer
    set search_path from current set enable_seqscan = off set max_parallel_workers_per_gather = 0 as $$
declare
    here uuid := nullif(current_setting('kith.workspace', true), '')::uuid;
    hits uuid[];
    more boolean;
    found integer;
begin
    -- A common word stands in the newest rows many times over: walking these fills the page at once.
    execute 'select array(select moment_id from (select moment_id, words from moment_search
            where workspace_id = $1 and moment_id < $2 order by moment_id desc limit 5000) newest where words @@ $3 limit $4)'
        into hits using here, before, asked, most;
    execute 'select exists (select from moment_search where workspace_id = $1 and moment_id < $2 order by moment_id desc offset 5000)'
        into more using here, before;
    if cardinality(hits) = most or not more then
        return query select unnest(hits);
        return;
    end if;
    -- Of a rare one, all rows are taken by its index; the workspace is compared so that no other index can tempt the planner. Where that is
    -- too many, because others use the word too, the workspace's own word narrows it in the index: it costs a look there for each hit.
    execute 'select count(*) from (select from moment_search where words @@ $1 limit 20001) hit' into found using asked;
    if found > 20000 then
        asked := format('%L', chr(182) || replace(here::text, '-', ''))::tsquery && asked;
    end if;
    return query execute 'with hit as materialized (select moment_id from moment_search where words @@ $3 and workspace_id is not distinct from $1)
        select moment_id from hit where moment_id < $2 order by moment_id desc limit $4' using here, before, asked, most;
end $$;
revoke execute on function kith_search from public;
grant execute on function kith_search to kith_app;
