-- Signs that people put to messages (kind 4) are found with edits and withdrawals, by the message they are about.
DROP INDEX "moment_by_reply_to";
CREATE INDEX "moment_by_reply_to" ON "moment" ("workspace_id", "reply_to") WHERE kind in (2, 3, 4, 33);
