-- The test a company's programs pass before they may call for anybody's data.
-- Companies from before there was one have shown what they can, and so have those the operator puts in by hand.
ALTER TABLE third_party ADD COLUMN conformant boolean NOT NULL DEFAULT true;

CREATE SEQUENCE rehearsal_number;
GRANT USAGE ON SEQUENCE rehearsal_number TO meterport_operator;
CREATE TABLE rehearsal (
  third_party_id   text PRIMARY KEY REFERENCES third_party,
  -- of a home that nobody lives in
  esiid            text NOT NULL UNIQUE,
  meter_number     text NOT NULL,
  rep_certificate  integer NOT NULL,
  started_at       timestamptz NOT NULL
);
CREATE TABLE rehearsal_step (
  third_party_id  text NOT NULL REFERENCES rehearsal,
  step            text NOT NULL,
  -- the call that showed it
  operation       text NOT NULL,
  shown_at        timestamptz NOT NULL,
  PRIMARY KEY (third_party_id, step)
);
GRANT SELECT, INSERT, UPDATE ON rehearsal, rehearsal_step TO meterport_operator;
