-- The disclosure log as a chain: each row is bound to all rows before it, so that a row that is changed, taken out or
-- slipped in is found, even when it was done past this database's refusal to do so.
-- what left, in bytes; null where it was not known when the row was written
ALTER TABLE disclosure ADD COLUMN bytes bigint CHECK (bytes >= 0);
CREATE TABLE disclosure_chain (
  -- from 1, without a gap
  position       bigint PRIMARY KEY CHECK (position >= 1),
  disclosure_id  bigint NOT NULL UNIQUE,
  -- SHA-256 over the hash before it (32 zero bytes before the first) and the row's fields, each as: length in bytes,
  -- colon, UTF-8 text, comma
  hash           bytea NOT NULL CHECK (length(hash) = 32)
);
CREATE TRIGGER disclosure_chain_stays BEFORE UPDATE OR DELETE ON disclosure_chain
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER disclosure_chain_stays_whole BEFORE TRUNCATE ON disclosure_chain
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT ON disclosure_chain TO meterport_operator;

CREATE FUNCTION disclosure_field(field text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN octet_length(coalesce(field, '')) || ':' || coalesce(field, '') || ',';
CREATE FUNCTION disclosure_hash(previous bytea, d disclosure) RETURNS bytea LANGUAGE sql STABLE
  RETURN sha256(previous || convert_to(
    disclosure_field(d.id::text)
    -- microseconds since 1970
    || disclosure_field((extract(epoch FROM d.disclosed_at) * 1000000)::bigint::text)
    || disclosure_field(d.third_party_id)
    || disclosure_field(d.agreement_id)
    || disclosure_field(d.esiid)
    || disclosure_field(d.kind)
    || disclosure_field(to_char(d.from_day, 'YYYY-MM-DD'))
    || disclosure_field(to_char(d.to_day, 'YYYY-MM-DD'))
    || disclosure_field(d.way)
    || disclosure_field(d.reference)
    || disclosure_field(d.bytes::text), 'UTF8'));

-- Runs when a transaction commits, so that transactions on any number of nodes wait for each other for the length of a
-- commit and no longer. A waiter sees the winner's row, because each statement here looks anew.
CREATE FUNCTION chain_disclosure() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  head disclosure_chain%ROWTYPE;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('disclosure-chain', 0));
  SELECT * INTO head FROM disclosure_chain ORDER BY position DESC LIMIT 1;
  INSERT INTO disclosure_chain VALUES (
    coalesce(head.position, 0) + 1,
    NEW.id,
    disclosure_hash(coalesce(head.hash, decode(repeat('00', 32), 'hex')), NEW));
  RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION chain_disclosure() FROM PUBLIC;

-- rows from before the chain, in their order
DO $$
DECLARE
  d disclosure;
  last bytea := decode(repeat('00', 32), 'hex');
  place bigint := 0;
BEGIN
  FOR d IN SELECT * FROM disclosure ORDER BY id LOOP
    place := place + 1;
    last := disclosure_hash(last, d);
    INSERT INTO disclosure_chain VALUES (place, d.id, last);
  END LOOP;
END
$$;
CREATE CONSTRAINT TRIGGER disclosure_chained AFTER INSERT ON disclosure
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chain_disclosure();
