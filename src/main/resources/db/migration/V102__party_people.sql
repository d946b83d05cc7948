-- Registration of companies, their people's rights, and secrets that change with an overlap.
ALTER TABLE third_party DROP CONSTRAINT third_party_status_check;
ALTER TABLE third_party ADD CHECK (status IN ('REGISTERED', 'ACTIVE', 'SUSPENDED'));
ALTER TABLE third_party
  ADD COLUMN contact_name       text,
  ADD COLUMN contact_phone      text,
  -- a national privacy seal the company attests to hold, shown to customers
  ADD COLUMN privacy_seal       text,
  -- of the terms for companies; null for those from before they were asked
  ADD COLUMN terms_version      text,
  ADD COLUMN terms_accepted_at  timestamptz;

ALTER TABLE api_credential DROP CONSTRAINT api_credential_status_check;
-- REVOKED: removed; the name stays taken, because events name it
ALTER TABLE api_credential ADD CHECK (status IN ('ACTIVE', 'SUSPENDED', 'REVOKED'));
ALTER TABLE api_credential
  ADD COLUMN administrator         boolean NOT NULL DEFAULT true,
  ADD COLUMN rights                text[] NOT NULL DEFAULT '{AGREEMENTS,REPORTS,DEVICES,API_KEYS}'
    CHECK (rights <@ '{AGREEMENTS,REPORTS,DEVICES,API_KEYS}'),
  -- the secret before the last change, good until then
  ADD COLUMN previous_secret_hash  text,
  ADD COLUMN previous_until        timestamptz;
CREATE INDEX api_credential_by_third_party ON api_credential (third_party_id, user_name);
ALTER TABLE api_credential ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_users ON api_credential TO meterport_partner
  USING (third_party_id = current_setting('meterport.third_party', true));
CREATE POLICY all_users ON api_credential TO meterport_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON api_credential TO meterport_partner;
