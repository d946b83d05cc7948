-- Reports of every kind and layout, their progress, and why one could not be built.
ALTER TABLE report DROP CONSTRAINT report_kind_check;
ALTER TABLE report ADD CHECK (kind IN ('INTERVALS', 'DAILY', 'MONTHLY', 'METERS', 'PREMISES'));
ALTER TABLE report DROP CONSTRAINT report_status_check;
ALTER TABLE report ADD CHECK (status IN ('QUEUED', 'RUNNING', 'DELIVERED', 'EMPTY', 'FAILED'));
ALTER TABLE report ADD COLUMN format text NOT NULL DEFAULT 'CSV' CHECK (format IN ('CSV', 'LSE', 'JSON', 'XML'));
ALTER TABLE report ADD COLUMN packing text NOT NULL DEFAULT 'NONE' CHECK (packing IN ('NONE', 'ZIP', 'PGP'));
-- ESIIDs looked at so far
ALTER TABLE report ADD COLUMN done integer NOT NULL DEFAULT 0 CHECK (done BETWEEN 0 AND cardinality(esiids));
-- attempts that ended in a defect of ours
ALTER TABLE report ADD COLUMN defects integer NOT NULL DEFAULT 0;
ALTER TABLE report ADD COLUMN failure_code text;
ALTER TABLE report ADD COLUMN failure_detail text;
ALTER TABLE report ADD CHECK ((status = 'FAILED') = (failure_code IS NOT NULL));
CREATE INDEX report_by_third_party ON report (third_party_id, id);

-- The OpenPGP key a Third Party wants its report files encrypted to. Public, one a company.
CREATE TABLE report_key (
  third_party_id  text PRIMARY KEY REFERENCES third_party,
  fingerprint     text NOT NULL CHECK (fingerprint ~ '^[0-9A-F]{40,64}$'),
  armored         text NOT NULL CHECK (length(armored) <= 65536),
  set_at          timestamptz NOT NULL
);
ALTER TABLE report_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_report_key ON report_key TO meterport_partner
  USING (third_party_id = current_setting('meterport.third_party', true));
CREATE POLICY all_report_keys ON report_key TO meterport_operator USING (true);
GRANT SELECT, INSERT, UPDATE ON report_key TO meterport_partner;
GRANT SELECT ON report_key TO meterport_operator;
