-- First answers, kept so that a caller's retry gets the same one. Written in the transaction of the effect itself.
CREATE TABLE first_answer (
  third_party_id  text NOT NULL,
  operation       text NOT NULL,
  key             text NOT NULL CHECK (length(key) BETWEEN 1 AND 128),
  body_sha256     text NOT NULL,
  status          integer NOT NULL,
  headers         jsonb NOT NULL,
  body            jsonb NOT NULL,
  answered_at     timestamptz NOT NULL,
  PRIMARY KEY (third_party_id, operation, key)
);
ALTER TABLE first_answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_answers ON first_answer TO meterport_partner
  USING (third_party_id = current_setting('meterport.third_party', true));
CREATE POLICY all_answers ON first_answer TO meterport_operator USING (true);
GRANT SELECT, INSERT, UPDATE ON first_answer TO meterport_partner;
GRANT SELECT, DELETE ON first_answer TO meterport_operator;
