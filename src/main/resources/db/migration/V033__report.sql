-- Files a Third Party asked for. One file a report, under one name for ever.
CREATE TABLE report (
  id              text PRIMARY KEY CHECK (id LIKE 'rpt\_%'),
  third_party_id  text NOT NULL REFERENCES third_party,
  kind            text NOT NULL CHECK (kind IN ('INTERVALS')),
  from_day        date NOT NULL,
  to_day          date NOT NULL,
  channels        text NOT NULL,
  all_revisions   boolean NOT NULL,
  esiids          text[] NOT NULL CHECK (cardinality(esiids) >= 1),
  status          text NOT NULL CHECK (status IN ('QUEUED', 'DELIVERED', 'EMPTY')),
  file_name       text NOT NULL UNIQUE,
  bytes           bigint,
  -- [{"esiid": …, "code": …, "detail": …}] for each ESIID left out
  refused         jsonb NOT NULL DEFAULT '[]',
  requested_at    timestamptz NOT NULL,
  finished_at     timestamptz
);
ALTER TABLE report ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_reports ON report TO meterport_partner
  USING (third_party_id = current_setting('meterport.third_party', true));
CREATE POLICY all_reports ON report TO meterport_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON report TO meterport_operator, meterport_partner;
-- a report that is built again after a crash discloses each ESIID once
CREATE UNIQUE INDEX disclosure_once_a_file ON disclosure (reference, esiid, kind) WHERE way = 'FILE';
