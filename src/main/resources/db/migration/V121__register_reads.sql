-- Daily register reads and billing months as the utilities delivered them. Every revision is kept; the latest of a day or
-- month is the one issued last, and of the same time the one that arrived last, whatever the order of arrival.
CREATE TABLE register_read (
  read_day       date NOT NULL,
  esiid          text NOT NULL,
  channel        text NOT NULL CHECK (channel IN ('CONSUMPTION', 'SURPLUS_GENERATION')),
  revised_at     timestamptz NOT NULL,
  arrival        bigint GENERATED ALWAYS AS IDENTITY,
  start_wh       bigint NOT NULL CHECK (start_wh >= 0),
  end_wh         bigint NOT NULL CHECK (end_wh >= 0),
  energy_wh      bigint NOT NULL CHECK (energy_wh >= 0),
  usage_file_id  text NOT NULL,
  PRIMARY KEY (esiid, read_day, channel, revised_at, arrival)
);
CREATE TABLE billing_month (
  first_day      date NOT NULL,
  last_day       date NOT NULL CHECK (last_day >= first_day),
  esiid          text NOT NULL,
  revised_at     timestamptz NOT NULL,
  arrival        bigint GENERATED ALWAYS AS IDENTITY,
  actual_wh      bigint NOT NULL CHECK (actual_wh >= 0),
  -- watts and volt-amperes; null where the premise is not billed by demand
  metered_w      bigint,
  billed_w       bigint,
  metered_va     bigint,
  billed_va      bigint,
  usage_file_id  text NOT NULL,
  PRIMARY KEY (esiid, first_day, revised_at, arrival)
);
GRANT SELECT, INSERT ON register_read, billing_month TO meterport_operator;
GRANT SELECT ON register_read, billing_month TO meterport_partner;
ALTER TABLE register_read ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing_month ENABLE ROW LEVEL SECURITY;
CREATE POLICY all_reads ON register_read TO meterport_operator USING (true) WITH CHECK (true);
CREATE POLICY all_months ON billing_month TO meterport_operator USING (true) WITH CHECK (true);
CREATE POLICY granted_reads ON register_read FOR SELECT TO meterport_partner USING (has_live_energy_grant(esiid));
CREATE POLICY granted_months ON billing_month FOR SELECT TO meterport_partner USING (has_live_energy_grant(esiid));

-- What a Third Party may know of a premise under a live energy data grant: nobody's name and no street.
ALTER TABLE premise ENABLE ROW LEVEL SECURITY;
CREATE POLICY all_premises ON premise TO meterport_operator USING (true) WITH CHECK (true);
CREATE POLICY granted_premise ON premise FOR SELECT TO meterport_partner USING (has_live_energy_grant(esiid));
GRANT SELECT (esiid, tdsp_id, meter_number, rep_name, rep_certificate, city, postal_code) ON premise
  TO meterport_partner;
GRANT SELECT ON tdsp TO meterport_partner;
