-- Readings that Third Parties ask meters for now. What a meter answered is kept for whoever asked, and nobody else.
CREATE TABLE on_demand_read (
  id              text PRIMARY KEY CHECK (id LIKE 'odr\_%'),
  third_party_id  text NOT NULL REFERENCES third_party,
  esiid           text NOT NULL,
  status          text NOT NULL CHECK (status IN ('PENDING', 'COMPLETED', 'FAILED')),
  requested_at    timestamptz NOT NULL,
  -- what has not been answered by then has failed
  deadline        timestamptz NOT NULL,
  finished_at     timestamptz,
  -- registers, in watt-hours, and the meter's own clock
  delivered_wh    bigint,
  received_wh     bigint,
  read_at         timestamptz,
  failure_code    text,
  failure_detail  text,
  CHECK ((status = 'COMPLETED') = (delivered_wh IS NOT NULL AND received_wh IS NOT NULL AND read_at IS NOT NULL)),
  CHECK ((status = 'FAILED') = (failure_code IS NOT NULL AND failure_detail IS NOT NULL))
);
CREATE INDEX on_demand_read_of_esiid ON on_demand_read (third_party_id, esiid, requested_at DESC);
ALTER TABLE on_demand_read ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_on_demand_reads ON on_demand_read TO meterport_partner
  USING (third_party_id = current_setting('meterport.third_party', true));
CREATE POLICY all_on_demand_reads ON on_demand_read TO meterport_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON on_demand_read TO meterport_partner;
GRANT SELECT ON on_demand_read TO meterport_operator;

-- How many a utility has been asked for on a local day, by all Third Parties together. Nobody reads who asked.
CREATE TABLE on_demand_quota (
  tdsp_id    text NOT NULL REFERENCES tdsp ON DELETE CASCADE,
  local_day  date NOT NULL,
  used       int NOT NULL CHECK (used >= 1),
  PRIMARY KEY (tdsp_id, local_day)
);
GRANT SELECT, INSERT, UPDATE ON on_demand_quota TO meterport_partner;
