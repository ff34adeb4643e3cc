-- Roles that a house makes: what whoever has one may see.
CREATE TABLE "team_role" (
    "workspace_id" BLOB NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "scopes" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL,
    CONSTRAINT "team_role_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "team_role_workspace" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("workspace_id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "team_role_by_name" ON "team_role" ("workspace_id", "name");
ALTER TABLE "teammate" ADD COLUMN "team_role_id" BLOB NULL;
