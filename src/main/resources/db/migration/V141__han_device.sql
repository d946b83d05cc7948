-- Devices that Third Parties put into homes, from the order to the removal.
CREATE TABLE han_device (
  id              text PRIMARY KEY CHECK (id LIKE 'dev\_%'),
  third_party_id  text NOT NULL REFERENCES third_party,
  esiid           text NOT NULL,
  -- MAC address
  device          text NOT NULL,
  join_days       smallint NOT NULL CHECK (join_days BETWEEN 1 AND 30),
  state           text NOT NULL,
  -- why it was refused or is out, and who brought the state about
  reason          text,
  source          text CHECK (source IN ('THIRD_PARTY', 'HUB', 'UTILITY')),
  detail          text,
  -- sealed with the hub's key; null as soon as the head-end has answered
  install_code    bytea,
  -- whether the head-end may have the order to let it in
  add_asked       boolean NOT NULL,
  add_token       text,
  remove_token    text,
  requested_at    timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL
);
CREATE UNIQUE INDEX han_device_once ON han_device (third_party_id, device)
  WHERE state NOT IN ('JOIN_TIMEOUT', 'REJECTED', 'REMOVED');
CREATE INDEX han_device_at_home ON han_device (esiid, device);
CREATE INDEX han_device_by_add_token ON han_device (add_token) WHERE add_token IS NOT NULL;
CREATE INDEX han_device_by_remove_token ON han_device (remove_token) WHERE remove_token IS NOT NULL;
-- Every state it was in, by the head-end's event or the hub's own.
CREATE TABLE han_device_event (
  event_id        text NOT NULL,
  device_id       text NOT NULL REFERENCES han_device,
  third_party_id  text NOT NULL,
  state           text NOT NULL,
  reason          text,
  source          text NOT NULL,
  detail          text NOT NULL,
  happened_at     timestamptz NOT NULL,
  PRIMARY KEY (device_id, event_id)
);
ALTER TABLE han_device ENABLE ROW LEVEL SECURITY;
ALTER TABLE han_device_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_devices ON han_device TO meterport_partner
  USING (third_party_id = current_setting('meterport.third_party', true));
CREATE POLICY own_device_events ON han_device_event TO meterport_partner
  USING (third_party_id = current_setting('meterport.third_party', true));
CREATE POLICY all_devices ON han_device TO meterport_operator USING (true) WITH CHECK (true);
CREATE POLICY all_device_events ON han_device_event TO meterport_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON han_device TO meterport_partner, meterport_operator;
GRANT SELECT, INSERT ON han_device_event TO meterport_partner, meterport_operator;
