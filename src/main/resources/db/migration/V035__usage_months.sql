-- As before, but the second look, under the lock, is a query of its own snapshot: to_regclass may answer from what the
-- session remembered before it waited, and two utilities that began a month together then both made its partition.
CREATE OR REPLACE FUNCTION ensure_interval_month(any_day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  first_day date := date_trunc('month', any_day)::date;
  name text := 'interval_day_' || to_char(any_day, 'YYYYMM');
BEGIN
  IF to_regclass(name) IS NOT NULL THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('ensure_interval_month'));
  IF EXISTS (SELECT FROM pg_class WHERE relname = name AND relnamespace = 'public'::regnamespace) THEN
    RETURN;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE interval_day INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
  EXECUTE format('ALTER TABLE interval_day ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
    name, first_day, (first_day + interval '1 month')::date);
END
$$;
