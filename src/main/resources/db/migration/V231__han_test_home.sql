-- Homes that nobody lives in, each lent to one Third Party for the test of its devices.
CREATE TABLE han_test_home (
  esiid           text PRIMARY KEY,
  third_party_id  text NOT NULL UNIQUE REFERENCES third_party,
  lent_until      timestamptz NOT NULL
);
ALTER TABLE han_test_home ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_test_home ON han_test_home TO meterport_partner
  USING (third_party_id = current_setting('meterport.third_party', true));
CREATE POLICY all_test_homes ON han_test_home TO meterport_operator USING (true) WITH CHECK (true);
GRANT SELECT ON han_test_home TO meterport_partner;
GRANT SELECT, INSERT, UPDATE, DELETE ON han_test_home TO meterport_operator;
