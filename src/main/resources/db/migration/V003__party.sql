-- Companies that customers may grant access, the utilities, and how each of them logs in.
CREATE TABLE third_party (
  id           text PRIMARY KEY CHECK (id LIKE 'tp\_%'),
  legal_name   text NOT NULL,
  duns         text NOT NULL UNIQUE CHECK (duns ~ '^([0-9]{9}|[0-9]{13})$'),
  email        text NOT NULL,
  website_url  text,
  privacy_url  text,
  status       text NOT NULL CHECK (status IN ('ACTIVE', 'SUSPENDED')),
  created_at   timestamptz NOT NULL
);
CREATE TABLE api_credential (
  user_name       text PRIMARY KEY,
  third_party_id  text NOT NULL REFERENCES third_party,
  secret_hash     text NOT NULL,
  status          text NOT NULL CHECK (status IN ('ACTIVE', 'REVOKED')),
  created_at      timestamptz NOT NULL
);
CREATE TABLE tdsp (
  id    text PRIMARY KEY CHECK (id ~ '^[a-z][a-z0-9-]{1,30}$'),
  name  text NOT NULL
);
-- The first seven digits of its ESIIDs: 10 and the utility's DOE code.
CREATE TABLE tdsp_prefix (
  prefix   text PRIMARY KEY CHECK (prefix ~ '^[0-9]{7}$'),
  tdsp_id  text NOT NULL REFERENCES tdsp
);
-- Logins of the file drop; a TDSP or a Third Party, never both.
CREATE TABLE file_account (
  user_name       text PRIMARY KEY,
  third_party_id  text REFERENCES third_party,
  tdsp_id         text REFERENCES tdsp,
  password_hash   text NOT NULL,
  -- one OpenSSH public key a line
  public_keys     text NOT NULL DEFAULT '',
  CHECK ((third_party_id IS NULL) <> (tdsp_id IS NULL))
);

ALTER TABLE third_party ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_company ON third_party TO meterport_partner
  USING (id = current_setting('meterport.third_party', true));
CREATE POLICY all_companies ON third_party TO meterport_operator USING (true);
GRANT SELECT ON third_party TO meterport_partner;
GRANT SELECT, INSERT, UPDATE ON third_party, api_credential, tdsp, tdsp_prefix, file_account TO meterport_operator;
