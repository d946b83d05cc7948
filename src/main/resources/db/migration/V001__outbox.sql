-- What a transaction owes to a queue. Written in the transaction that makes it true, sent and removed by the relay.
CREATE TABLE outbox (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  queue       text NOT NULL CHECK (queue <> ''),
  body        text NOT NULL,
  headers     jsonb NOT NULL DEFAULT '{}',
  -- JMS priority, 0 lowest to 9 highest
  priority    smallint NOT NULL DEFAULT 4 CHECK (priority BETWEEN 0 AND 9),
  created_at  timestamptz NOT NULL
);
GRANT USAGE ON SCHEMA public TO meterport_operator, meterport_partner;
GRANT SELECT, INSERT, DELETE ON outbox TO meterport_operator;
-- UPDATE is what SELECT ... FOR UPDATE asks for
GRANT UPDATE ON outbox TO meterport_operator;
GRANT INSERT ON outbox TO meterport_partner;
