-- What was hidden and shown again where it stands (kinds 5 and 6) is found with edits and withdrawals, by the message it is about.
DROP INDEX moment_by_reply_to;
CREATE INDEX moment_by_reply_to ON moment (workspace_id, reply_to) WHERE kind in (2, 3, 4, 5, 6, 33);

-- What a teammate found elsewhere stands under a post that came by no connection, known by its link.
ALTER TABLE post ALTER COLUMN connection_id DROP NOT NULL;
CREATE UNIQUE INDEX post_found_by_key ON post (workspace_id, outside_key) WHERE connection_id is null;

-- Words that end a matter in public.
ALTER TABLE saved_answer ADD COLUMN closing boolean NOT NULL DEFAULT false;
ALTER TABLE saved_answer ALTER COLUMN closing DROP DEFAULT;
