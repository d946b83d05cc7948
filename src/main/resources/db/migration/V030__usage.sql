-- Usage as the utilities delivered it. One row per ESIID, channel, interval length, local day and revision.
CREATE TABLE usage_file (
  id               text PRIMARY KEY CHECK (id LIKE 'ufl\_%'),
  tdsp_id          text NOT NULL REFERENCES tdsp,
  file_name        text NOT NULL,
  sha256           text NOT NULL,
  days             bigint NOT NULL,
  readings         bigint NOT NULL,
  stored_at        timestamptz NOT NULL,
  -- null until the file has left the inbound folder with its acknowledgement
  acknowledged_at  timestamptz,
  UNIQUE (tdsp_id, sha256)
);
GRANT SELECT, INSERT, UPDATE ON usage_file TO meterport_operator;

CREATE TABLE interval_day (
  usage_day         date NOT NULL,
  esiid             text NOT NULL,
  channel           text NOT NULL CHECK (channel IN ('CONSUMPTION', 'SURPLUS_GENERATION')),
  interval_seconds  integer NOT NULL CHECK (interval_seconds BETWEEN 60 AND 3600),
  -- counts from 1 for each day; the latest is what a reader gets who does not ask for more
  revision          integer NOT NULL CHECK (revision >= 1),
  latest            boolean NOT NULL,
  revised_at        timestamptz NOT NULL,
  -- watt-hours by slot of the local day in America/Chicago; null where no reading came
  energy_wh         integer[] NOT NULL,
  -- A actual, E estimated, - missing, one a slot
  quality           text NOT NULL CHECK (length(quality) = cardinality(energy_wh)),
  usage_file_id     text NOT NULL,
  PRIMARY KEY (esiid, usage_day, channel, interval_seconds, revision)
) PARTITION BY RANGE (usage_day);
CREATE UNIQUE INDEX interval_day_latest ON interval_day (esiid, usage_day, channel, interval_seconds) WHERE latest;

-- Makes the month's partition if it is not there. Attaching takes no lock that readers or writers wait for.
CREATE FUNCTION ensure_interval_month(any_day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  first_day date := date_trunc('month', any_day)::date;
  name text := 'interval_day_' || to_char(any_day, 'YYYYMM');
BEGIN
  IF to_regclass(name) IS NOT NULL THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('ensure_interval_month'));
  IF to_regclass(name) IS NOT NULL THEN
    RETURN;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE interval_day INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
  EXECUTE format('ALTER TABLE interval_day ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
    name, first_day, (first_day + interval '1 month')::date);
END
$$;
REVOKE ALL ON FUNCTION ensure_interval_month(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_interval_month(date) TO meterport_operator;

-- What came with the later revision, and where it has nothing, what was there before.
CREATE FUNCTION overlaid(upper_wh integer[], lower_wh integer[]) RETURNS integer[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_agg(COALESCE(u, l) ORDER BY slot)
  FROM unnest(upper_wh, lower_wh) WITH ORDINALITY AS t(u, l, slot)
$$;
CREATE FUNCTION overlaid(upper_wh integer[], upper_quality text, lower_quality text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT string_agg(CASE WHEN u IS NULL THEN substr(lower_quality, slot::int, 1)
                         ELSE substr(upper_quality, slot::int, 1) END, '' ORDER BY slot)
  FROM unnest(upper_wh) WITH ORDINALITY AS t(u, slot)
$$;

GRANT SELECT, INSERT, UPDATE ON interval_day TO meterport_operator;
GRANT SELECT ON interval_day TO meterport_partner;
ALTER TABLE interval_day ENABLE ROW LEVEL SECURITY;
CREATE POLICY all_usage ON interval_day TO meterport_operator USING (true) WITH CHECK (true);
