-- For the operator, as the database's owner: takes a month of usage out of the hub, and puts it back. A month that is away
-- has a name of its own, so that a late file of that month cannot be written into it.
CREATE FUNCTION detach_interval_month(any_day date) RETURNS text
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  name text := 'interval_day_' || to_char(any_day, 'YYYYMM');
  away text := 'detached_' || name;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('ensure_interval_month'));
  EXECUTE format('ALTER TABLE interval_day DETACH PARTITION %I', name);
  EXECUTE format('ALTER TABLE %I RENAME TO %I', name, away);
  EXECUTE format('REVOKE ALL ON %I FROM meterport_operator', away);
  RETURN away;
END
$$;
REVOKE ALL ON FUNCTION detach_interval_month(date) FROM PUBLIC;

CREATE FUNCTION attach_interval_month(any_day date) RETURNS text
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  first_day date := date_trunc('month', any_day)::date;
  name text := 'interval_day_' || to_char(any_day, 'YYYYMM');
  away text := 'detached_' || name;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('ensure_interval_month'));
  IF to_regclass(name) IS NOT NULL THEN
    RAISE EXCEPTION '% has been begun anew meanwhile: move its rows into % first', name, away;
  END IF;
  EXECUTE format('ALTER TABLE %I RENAME TO %I', away, name);
  EXECUTE format('ALTER TABLE interval_day ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
    name, first_day, (first_day + interval '1 month')::date);
  EXECUTE format('GRANT INSERT ON %I TO meterport_operator', name);
  RETURN name;
END
$$;
REVOKE ALL ON FUNCTION attach_interval_month(date) FROM PUBLIC;
