-- Days that are new to the store are copied straight into their month's partition, by the role that stores usage.
DO $$
DECLARE
  part regclass;
BEGIN
  FOR part IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'interval_day'::regclass LOOP
    EXECUTE format('GRANT INSERT ON %s TO meterport_operator', part);
  END LOOP;
END
$$;

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
  EXECUTE format('GRANT INSERT ON %I TO meterport_operator', name);
END
$$;

-- When the revision reached the hub.
ALTER TABLE interval_day ADD COLUMN received_at timestamptz;
UPDATE interval_day d SET received_at = f.stored_at FROM usage_file f WHERE f.id = d.usage_file_id;

-- Days that are not complete and all actual, as the latest revision has them. Kept by whatever stores usage, in its own
-- transaction; a day of which nothing came is noted when the day's exceptions are reported.
CREATE TABLE usage_exception (
  tdsp_id           text NOT NULL REFERENCES tdsp,
  usage_day         date NOT NULL,
  esiid             text NOT NULL,
  channel           text NOT NULL,
  interval_seconds  integer NOT NULL,
  expected          integer NOT NULL,
  -- with the estimated ones
  present           integer NOT NULL,
  estimated         integer NOT NULL,
  -- null where nothing came
  received_at       timestamptz,
  PRIMARY KEY (tdsp_id, usage_day, esiid, channel, interval_seconds),
  CHECK (estimated <= present AND present <= expected)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON usage_exception TO meterport_operator;

-- Which days' exceptions have been reported to which utility.
CREATE TABLE usage_exception_report (
  tdsp_id      text NOT NULL REFERENCES tdsp,
  usage_day    date NOT NULL,
  -- premises of the utility on that day
  premises     bigint NOT NULL,
  absent       bigint NOT NULL,
  incomplete   bigint NOT NULL,
  estimated    bigint NOT NULL,
  reported_at  timestamptz NOT NULL,
  PRIMARY KEY (tdsp_id, usage_day)
);
GRANT SELECT, INSERT ON usage_exception_report TO meterport_operator;
