-- When a customer was erased: name and address are gone, the id stays, because agreements and disclosures hang on it.
ALTER TABLE customer ADD COLUMN erased_at timestamptz;
COMMENT ON COLUMN customer.email IS 'sealed: v1: and AES-256-GCM with the hub''s secret personal-data-key';
COMMENT ON COLUMN customer.name IS 'sealed as email';
