-- What customers who once granted a company something think of it; shown with its invitations.
CREATE TABLE third_party_rating (
  third_party_id  text NOT NULL REFERENCES third_party,
  customer_id     text NOT NULL REFERENCES customer,
  stars           smallint NOT NULL CHECK (stars BETWEEN 1 AND 5),
  rated_at        timestamptz NOT NULL,
  PRIMARY KEY (third_party_id, customer_id)
);
ALTER TABLE third_party_rating ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_ratings ON third_party_rating TO meterport_partner
  USING (third_party_id = current_setting('meterport.third_party', true));
CREATE POLICY all_ratings ON third_party_rating TO meterport_operator USING (true) WITH CHECK (true);
-- who rated how is nobody's business; a company sees sum and count only
GRANT SELECT (third_party_id, stars) ON third_party_rating TO meterport_partner;
GRANT SELECT, INSERT, UPDATE ON third_party_rating TO meterport_operator;
CREATE INDEX agreement_unanswered ON agreement (made_at) WHERE state = 'INVITED' AND sends = 1;
