-- Install codes are sealed as text now, as all personal data is.
ALTER TABLE han_device ALTER COLUMN install_code TYPE text USING NULL;
