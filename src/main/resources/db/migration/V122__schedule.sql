-- Files a Third Party wants again and again, while customers' continuous agreements last.
CREATE TABLE report_schedule (
  id              text PRIMARY KEY CHECK (id LIKE 'sch\_%'),
  -- what SMT's calls name a subscription by
  number          bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  third_party_id  text NOT NULL REFERENCES third_party,
  kind            text NOT NULL CHECK (kind IN ('INTERVALS', 'DAILY', 'MONTHLY')),
  frequency       text NOT NULL CHECK (frequency IN ('DAILY', 'MONTHLY')),
  -- null: whatever the Third Party has a continuous agreement for at the time
  esiids          text[] CHECK (cardinality(esiids) >= 1),
  -- tells the ESIIDs of one plan from those of another
  scope           text NOT NULL,
  channels        text NOT NULL,
  format          text NOT NULL,
  packing         text NOT NULL,
  state           text NOT NULL CHECK (state IN ('ACTIVE', 'ENDED')),
  made_at         timestamptz NOT NULL,
  ended_at        timestamptz,
  -- the last usage day that a file of this schedule reaches to; moved in the transaction that accepts the file
  covered_to      date NOT NULL,
  first_day       date NOT NULL,
  -- data stored up to then has been looked at for supplementary files
  looked_to       timestamptz NOT NULL,
  last_report_at  timestamptz,
  CHECK ((state = 'ENDED') = (ended_at IS NOT NULL))
);
CREATE INDEX report_schedule_by_third_party ON report_schedule (third_party_id, id);
CREATE UNIQUE INDEX one_active_schedule ON report_schedule
  (third_party_id, kind, frequency, format, channels, scope) WHERE state = 'ACTIVE';
ALTER TABLE report_schedule ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_schedules ON report_schedule TO meterport_partner
  USING (third_party_id = current_setting('meterport.third_party', true));
CREATE POLICY all_schedules ON report_schedule TO meterport_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON report_schedule TO meterport_partner;
GRANT SELECT ON report_schedule TO meterport_operator;

ALTER TABLE report ADD COLUMN schedule_id text;
CREATE INDEX report_by_schedule ON report (schedule_id) WHERE schedule_id IS NOT NULL;

-- When each file of usage was stored, for whoever looks for late data of an ESIID it may see anyway.
GRANT SELECT (id, stored_at) ON usage_file TO meterport_partner;
