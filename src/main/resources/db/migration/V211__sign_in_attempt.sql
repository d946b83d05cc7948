-- Failed sign-ins, so that guessing is locked out on every node. What was typed as a name is kept as a digest only: people
-- type passwords there.
CREATE TABLE sign_in_attempt (
  digest        text PRIMARY KEY,
  failures      int NOT NULL,
  first_at      timestamptz NOT NULL,
  locked_until  timestamptz
);
CREATE INDEX sign_in_attempt_by_time ON sign_in_attempt (first_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_attempt TO meterport_operator;
