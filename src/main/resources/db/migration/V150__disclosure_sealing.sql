-- The chain is made behind the commit: a disclosure waits for no other, and whoever holds the turn to seal links what has
-- been committed. What waits stands in a list of its own, written in the transaction of the disclosure and emptied in the
-- transaction of its link, so that a row is in one of the two at every instant, however late its transaction commits and
-- whatever dies in between.
CREATE TABLE disclosure_unsealed (
  disclosure_id  bigint PRIMARY KEY
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
GRANT SELECT ON disclosure_unsealed TO meterport_operator;

DROP TRIGGER disclosure_chained ON disclosure;
DROP FUNCTION chain_disclosure();

CREATE FUNCTION disclosure_waits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO disclosure_unsealed SELECT id FROM added;
  RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION disclosure_waits() FROM PUBLIC;
CREATE TRIGGER disclosure_to_be_sealed AFTER INSERT ON disclosure
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION disclosure_waits();

-- Links what waits, in the order of ids, at most so many. Gives how many it linked: none while another seals. Each
-- statement looks anew, so whoever gets the turn sees what the one before it has linked.
CREATE FUNCTION seal_disclosures(most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  waiting bigint[];
  place bigint;
  last bytea;
  d disclosure;
  ids bigint[] := '{}';
  hashes bytea[] := '{}';
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtextextended('disclosure-chain', 0)) THEN
    RETURN 0;
  END IF;
  waiting := ARRAY(SELECT disclosure_id FROM disclosure_unsealed ORDER BY disclosure_id LIMIT most);
  IF cardinality(waiting) = 0 THEN
    RETURN 0;
  END IF;
  SELECT position, hash INTO place, last FROM disclosure_chain ORDER BY position DESC LIMIT 1;
  IF place IS NULL THEN
    place := 0;
    last := decode(repeat('00', 32), 'hex');
  END IF;
  FOR d IN SELECT * FROM disclosure WHERE id = ANY (waiting) ORDER BY id LOOP
    last := disclosure_hash(last, d);
    ids := ids || d.id;
    hashes := hashes || last;
  END LOOP;
  INSERT INTO disclosure_chain
    SELECT place + n, id, hash FROM unnest(ids, hashes) WITH ORDINALITY AS link (id, hash, n);
  -- a row that waits and is gone from the log goes on waiting, and verify-disclosures says so
  DELETE FROM disclosure_unsealed WHERE disclosure_id = ANY (ids);
  RETURN cardinality(ids);
END
$$;
REVOKE EXECUTE ON FUNCTION seal_disclosures(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION seal_disclosures(integer) TO meterport_operator;
