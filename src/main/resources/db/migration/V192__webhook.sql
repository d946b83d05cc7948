-- Addresses of Third Parties that are told of events. The secret is derived from the hub's key and stands nowhere.
CREATE TABLE webhook (
  id              text PRIMARY KEY CHECK (id LIKE 'whk\_%'),
  third_party_id  text NOT NULL REFERENCES third_party,
  url             text NOT NULL,
  events          text[] NOT NULL,
  active          boolean NOT NULL,
  -- nothing is delivered before: its last delivery failed
  waits_until     timestamptz,
  created_at      timestamptz NOT NULL
);
CREATE INDEX webhook_of ON webhook (third_party_id) WHERE active;
CREATE TABLE partner_event (
  id              text PRIMARY KEY CHECK (id LIKE 'evt\_%'),
  third_party_id  text NOT NULL REFERENCES third_party,
  kind            text NOT NULL,
  -- as it is delivered and signed, byte for byte
  body            text NOT NULL,
  happened_at     timestamptz NOT NULL
);
CREATE INDEX partner_event_by_age ON partner_event (happened_at);
CREATE TABLE webhook_delivery (
  id              text PRIMARY KEY CHECK (id LIKE 'whd\_%'),
  third_party_id  text NOT NULL,
  webhook_id      text NOT NULL REFERENCES webhook,
  event_id        text NOT NULL REFERENCES partner_event ON DELETE CASCADE,
  kind            text NOT NULL,
  state           text NOT NULL CHECK (state IN ('PENDING', 'DELIVERED', 'PARKED')),
  attempts        integer NOT NULL,
  -- of the last attempt; null when no answer came
  http_status     integer,
  problem         text,
  created_at      timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL,
  -- when the flow that retries looks at it, if it is still pending
  next_at         timestamptz NOT NULL,
  UNIQUE (webhook_id, event_id)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (next_at) WHERE state = 'PENDING';
-- Targets that changed, of Third Parties that want to hear of it, until they are told.
CREATE TABLE han_changed (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  request_id      text NOT NULL,
  third_party_id  text NOT NULL,
  ordinal         integer NOT NULL
);

ALTER TABLE webhook ENABLE ROW LEVEL SECURITY;
ALTER TABLE partner_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook_delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE han_changed ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_webhooks ON webhook TO meterport_partner
  USING (third_party_id = current_setting('meterport.third_party', true));
CREATE POLICY own_partner_events ON partner_event TO meterport_partner
  USING (third_party_id = current_setting('meterport.third_party', true));
CREATE POLICY own_webhook_deliveries ON webhook_delivery TO meterport_partner
  USING (third_party_id = current_setting('meterport.third_party', true));
CREATE POLICY own_han_changed ON han_changed TO meterport_partner
  USING (third_party_id = current_setting('meterport.third_party', true));
CREATE POLICY all_webhooks ON webhook TO meterport_operator USING (true) WITH CHECK (true);
CREATE POLICY all_partner_events ON partner_event TO meterport_operator USING (true) WITH CHECK (true);
CREATE POLICY all_webhook_deliveries ON webhook_delivery TO meterport_operator USING (true) WITH CHECK (true);
CREATE POLICY all_han_changed ON han_changed TO meterport_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON webhook, webhook_delivery TO meterport_partner, meterport_operator;
GRANT SELECT, INSERT ON partner_event TO meterport_partner, meterport_operator;
GRANT DELETE ON partner_event, webhook_delivery TO meterport_operator;
GRANT SELECT, INSERT ON han_changed TO meterport_partner;
GRANT SELECT, INSERT, UPDATE, DELETE ON han_changed TO meterport_operator;

-- Whether a Third Party has an address that wants events of a kind.
CREATE FUNCTION wants_event(party text, asked text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM webhook WHERE third_party_id = party AND active AND asked = ANY (events))
$$;
GRANT EXECUTE ON FUNCTION wants_event(text, text) TO meterport_operator, meterport_partner;
