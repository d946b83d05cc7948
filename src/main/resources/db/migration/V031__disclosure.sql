-- Who saw what of whom, when, under which grant. Written in the transaction of the disclosure; kept for ever.
CREATE TABLE disclosure (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  disclosed_at    timestamptz NOT NULL,
  third_party_id  text NOT NULL,
  agreement_id    text NOT NULL,
  esiid           text NOT NULL,
  kind            text NOT NULL,
  from_day        date NOT NULL,
  to_day          date NOT NULL,
  -- how it left: API or FILE
  way             text NOT NULL CHECK (way IN ('API', 'FILE')),
  -- the request or report it answered
  reference       text NOT NULL,
  CHECK (from_day <= to_day)
);
CREATE INDEX disclosure_by_esiid ON disclosure (esiid, disclosed_at);
CREATE INDEX disclosure_by_agreement ON disclosure (agreement_id);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% may only be added to', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER disclosure_stays BEFORE UPDATE OR DELETE ON disclosure
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER disclosure_stays_whole BEFORE TRUNCATE ON disclosure
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE disclosure ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_disclosures ON disclosure TO meterport_partner
  USING (third_party_id = current_setting('meterport.third_party', true));
CREATE POLICY all_disclosures ON disclosure TO meterport_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON disclosure TO meterport_operator, meterport_partner;
