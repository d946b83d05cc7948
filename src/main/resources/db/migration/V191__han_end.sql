-- When every target of a request had its final status; null until then, and again after a late word.
ALTER TABLE han_request ADD COLUMN finished_at timestamptz;
CREATE INDEX han_request_unfinished ON han_request (expires_at, id) WHERE finished_at IS NULL;
-- From when on a head-end may get more, for all nodes together.
CREATE TABLE head_end_rate (
  name     text PRIMARY KEY,
  free_at  timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON head_end_rate TO meterport_operator;
