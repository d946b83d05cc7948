-- Metered premises and who is their customer of record, as the utilities and REPs report it.
CREATE TABLE premise (
  esiid            text PRIMARY KEY CHECK (esiid ~ '^10([0-9]{15}|[0-9]{20})$'),
  tdsp_id          text NOT NULL REFERENCES tdsp,
  meter_number     text NOT NULL,
  rep_name         text NOT NULL,
  -- the number of its PUCT certificate
  rep_certificate  integer NOT NULL,
  street           text NOT NULL,
  city             text NOT NULL,
  postal_code      text NOT NULL
);
CREATE TABLE customer (
  id        text PRIMARY KEY CHECK (id LIKE 'cus\_%'),
  email     text NOT NULL,
  name      text NOT NULL,
  language  text NOT NULL CHECK (language IN ('en', 'es'))
);
CREATE TABLE occupancy (
  esiid         text NOT NULL REFERENCES premise,
  customer_id   text NOT NULL REFERENCES customer,
  moved_in_at   timestamptz NOT NULL,
  moved_out_at  timestamptz CHECK (moved_out_at >= moved_in_at),
  PRIMARY KEY (esiid, moved_in_at)
);
CREATE UNIQUE INDEX one_customer_of_record ON occupancy (esiid) WHERE moved_out_at IS NULL;
CREATE INDEX occupancy_by_customer ON occupancy (customer_id);

-- Names and addresses never leave by way of a Third Party's own transaction: that role gets nothing here.
GRANT SELECT, INSERT, UPDATE ON premise, customer, occupancy TO meterport_operator;
