-- Certificates that companies' programs show at SMT's paths without /v2. Several may be good at once, for rotation.
CREATE TABLE client_certificate (
  id              text PRIMARY KEY CHECK (id LIKE 'crt\_%'),
  third_party_id  text NOT NULL REFERENCES third_party,
  -- SHA-256 of the whole certificate
  fingerprint     text NOT NULL CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
  subject         text NOT NULL,
  issuer          text NOT NULL,
  not_before      timestamptz NOT NULL,
  not_after       timestamptz NOT NULL,
  certificate     text NOT NULL,
  added_by        text NOT NULL,
  added_at        timestamptz NOT NULL,
  revoked_at      timestamptz
);
CREATE UNIQUE INDEX client_certificate_once ON client_certificate (third_party_id, fingerprint) WHERE revoked_at IS NULL;
ALTER TABLE client_certificate ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_certificates ON client_certificate TO meterport_partner
  USING (third_party_id = current_setting('meterport.third_party', true));
CREATE POLICY all_certificates ON client_certificate TO meterport_operator USING (true);
GRANT SELECT, INSERT, UPDATE ON client_certificate TO meterport_partner;
GRANT SELECT ON client_certificate TO meterport_operator;
