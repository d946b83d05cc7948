-- Green Button data that customers took of their own homes, at once or by mail. Not a disclosure: nobody else got it.
CREATE TABLE customer_download (
  id            text PRIMARY KEY CHECK (id LIKE 'gbd\_%'),
  customer_id   text NOT NULL REFERENCES customer,
  esiid         text NOT NULL,
  from_day      date NOT NULL,
  to_day        date NOT NULL CHECK (to_day >= from_day),
  way           text NOT NULL CHECK (way IN ('PAGE', 'MAIL')),
  language      text NOT NULL,
  requested_at  timestamptz NOT NULL
);
CREATE INDEX customer_download_by_customer ON customer_download (customer_id, requested_at);
ALTER TABLE customer_download ENABLE ROW LEVEL SECURITY;
CREATE POLICY all_downloads ON customer_download TO meterport_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON customer_download TO meterport_operator;
