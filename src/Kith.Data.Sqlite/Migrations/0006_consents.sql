-- What a person said last about one purpose on one channel, and the moment that proves it.
CREATE TABLE "consent" (
    "workspace_id" BLOB NOT NULL,
    "person_id" BLOB NOT NULL,
    "purpose" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "answer" INTEGER NOT NULL,
    "proof_moment" BLOB NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "consent_key" PRIMARY KEY ("workspace_id", "person_id", "purpose", "channel"),
    CONSTRAINT "consent_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "consent_proof_moment" FOREIGN KEY ("workspace_id", "proof_moment") REFERENCES "moment" ("workspace_id", "id") ON DELETE RESTRICT
);
