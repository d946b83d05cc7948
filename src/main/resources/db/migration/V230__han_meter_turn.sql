-- The chunks that are on their way to the head-end or wait for that, each with its meters: one at a time for a meter, in the
-- order of their tickets.
CREATE TABLE han_meter_turn (
  chunk   text PRIMARY KEY,
  ticket  bigint GENERATED ALWAYS AS IDENTITY,
  esiids  text[] NOT NULL,
  until   timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON han_meter_turn TO meterport_operator;
