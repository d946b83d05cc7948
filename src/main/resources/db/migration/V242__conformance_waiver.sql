-- Companies that may call without having passed the conformance test, by whose word and why.
CREATE TABLE conformance_waiver (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  third_party_id  text NOT NULL REFERENCES third_party,
  waived_at       timestamptz NOT NULL,
  waived_by       text NOT NULL CHECK (waived_by <> ''),
  reason          text NOT NULL CHECK (reason <> '')
);
CREATE TRIGGER conformance_waiver_stays BEFORE UPDATE OR DELETE ON conformance_waiver
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON conformance_waiver TO meterport_operator;
