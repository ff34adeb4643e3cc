-- What a department has, counted without a look at the cases themselves.
CREATE INDEX "case_of_department" ON "case" ("workspace_id", "department_id", "promise_due", "id", "owner_id", "owes_public") WHERE state <> 3;

DROP INDEX "case_by_department_id_promise_due_id";
