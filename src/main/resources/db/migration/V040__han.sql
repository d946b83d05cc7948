-- Messages to devices in homes, and what became of each.
-- SEP ids (Message ID, Issuer Event ID) are u32 and never used twice. 0 is left out.
CREATE SEQUENCE sep_id AS bigint MINVALUE 1 MAXVALUE 4294967294 NO CYCLE;
GRANT USAGE ON SEQUENCE sep_id TO meterport_operator, meterport_partner;

CREATE TABLE han_request (
  id              text PRIMARY KEY CHECK (id LIKE 'han\_%'),
  third_party_id  text NOT NULL REFERENCES third_party,
  operation       text NOT NULL CHECK (operation IN ('TEXT')),
  sep_id          bigint NOT NULL UNIQUE CHECK (sep_id BETWEEN 1 AND 4294967294),
  -- the message's own fields, as its operation defines them
  message         jsonb NOT NULL,
  starts_at       timestamptz NOT NULL,
  expires_at      timestamptz NOT NULL CHECK (expires_at > starts_at),
  targets         integer NOT NULL CHECK (targets BETWEEN 1 AND 10000),
  requested_at    timestamptz NOT NULL
);
CREATE TABLE han_target (
  request_id      text NOT NULL REFERENCES han_request,
  ordinal         integer NOT NULL CHECK (ordinal >= 0),
  third_party_id  text NOT NULL,
  esiid           text NOT NULL,
  -- MAC address; empty for the whole home
  device          text NOT NULL DEFAULT '',
  status          text NOT NULL,
  -- why, when the hub or the head-end refused it
  code            text,
  detail          text,
  -- the head-end's name for this piece of work
  token           text,
  updated_at      timestamptz NOT NULL,
  PRIMARY KEY (request_id, ordinal),
  UNIQUE (request_id, esiid, device)
);
CREATE UNIQUE INDEX han_target_by_token ON han_target (token) WHERE token IS NOT NULL;
CREATE INDEX han_target_by_status ON han_target (request_id, status, ordinal);
-- What the head-end told, once each; device is empty where the meter itself is meant.
CREATE TABLE han_event (
  head_end_event_id  text PRIMARY KEY,
  request_id         text NOT NULL,
  ordinal            integer NOT NULL,
  third_party_id     text NOT NULL,
  device             text NOT NULL,
  level              text NOT NULL,
  raw_status         integer,
  happened_at        timestamptz NOT NULL,
  recorded_at        timestamptz NOT NULL,
  FOREIGN KEY (request_id, ordinal) REFERENCES han_target
);
CREATE INDEX han_event_by_target ON han_event (request_id, ordinal, recorded_at);

ALTER TABLE han_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE han_target ENABLE ROW LEVEL SECURITY;
ALTER TABLE han_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_requests ON han_request TO meterport_partner
  USING (third_party_id = current_setting('meterport.third_party', true));
CREATE POLICY own_targets ON han_target TO meterport_partner
  USING (third_party_id = current_setting('meterport.third_party', true));
CREATE POLICY own_events ON han_event TO meterport_partner
  USING (third_party_id = current_setting('meterport.third_party', true));
CREATE POLICY all_requests ON han_request TO meterport_operator USING (true) WITH CHECK (true);
CREATE POLICY all_targets ON han_target TO meterport_operator USING (true) WITH CHECK (true);
CREATE POLICY all_events ON han_event TO meterport_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON han_request, han_target TO meterport_partner;
GRANT UPDATE ON han_target TO meterport_partner;
GRANT SELECT ON han_event TO meterport_partner;
GRANT SELECT, INSERT, UPDATE ON han_request, han_target, han_event TO meterport_operator;
