-- Accounts of customers who want one. The address is kept as a keyed hash alone: it says who signs in, not where to write.
CREATE TABLE customer_account (
  id           text PRIMARY KEY CHECK (id LIKE 'acc\_%'),
  address_key  text NOT NULL UNIQUE,
  secret_hash  text NOT NULL,
  created_at   timestamptz NOT NULL,
  -- SHA-256 of the token in the last reset mail
  reset_hash   text UNIQUE,
  reset_until  timestamptz,
  CHECK ((reset_hash IS NULL) = (reset_until IS NULL))
);
-- A person may be a customer more than once, after a move for example.
CREATE TABLE customer_account_member (
  customer_id  text PRIMARY KEY REFERENCES customer,
  account_id   text NOT NULL REFERENCES customer_account
);
CREATE INDEX customer_account_member_by_account ON customer_account_member (account_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON customer_account, customer_account_member TO meterport_operator;

-- Whoever is erased has no account any more.
CREATE FUNCTION close_account() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  closed text;
BEGIN
  DELETE FROM customer_account_member WHERE customer_id = NEW.id RETURNING account_id INTO closed;
  DELETE FROM customer_account a WHERE a.id = closed
    AND NOT EXISTS (SELECT FROM customer_account_member m WHERE m.account_id = a.id);
  RETURN NULL;
END
$$;
CREATE TRIGGER close_account AFTER UPDATE OF erased_at ON customer
  FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL) EXECUTE FUNCTION close_account();
