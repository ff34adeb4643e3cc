CREATE INDEX "case_to_look_at_again" ON "case" ("promise_due") WHERE state = 0 and promise_kind = 2;
