-- Which notices before the end of a term have been owed, so that each is owed once whatever node finds it due.
CREATE TABLE agreement_reminder (
  agreement_id  text NOT NULL REFERENCES agreement,
  days_before   smallint NOT NULL CHECK (days_before IN (30, 7, 1)),
  owed_at       timestamptz NOT NULL,
  PRIMARY KEY (agreement_id, days_before)
);
GRANT SELECT, INSERT ON agreement_reminder TO meterport_operator;
CREATE INDEX agreement_premise_open_by_esiid ON agreement_premise (esiid) WHERE phase <> 'OVER';
