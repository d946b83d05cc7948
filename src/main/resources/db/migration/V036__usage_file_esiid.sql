-- Whose data a file holds that does not say so itself. The same content sent for another ESIID is another file.
ALTER TABLE usage_file ADD COLUMN esiid text;
ALTER TABLE usage_file DROP CONSTRAINT usage_file_tdsp_id_sha256_key;
ALTER TABLE usage_file ADD UNIQUE NULLS NOT DISTINCT (tdsp_id, sha256, esiid);
