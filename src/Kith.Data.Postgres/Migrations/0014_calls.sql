-- Telephone calls: what was told of one (kinds 51 to 53) is found by the call; departments have hours of their own, teammates a phone that rings first.
CREATE INDEX moment_of_call ON moment (workspace_id, reply_to) WHERE kind in (51, 52, 53);
ALTER TABLE department ADD COLUMN openings jsonb;
ALTER TABLE teammate ADD COLUMN phone text;
