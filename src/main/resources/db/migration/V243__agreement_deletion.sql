-- A Third Party's word, after an agreement's end, that it has deleted what it received under it.
CREATE TABLE agreement_deletion (
  agreement_id    text PRIMARY KEY REFERENCES agreement,
  third_party_id  text NOT NULL,
  confirmed_at    timestamptz NOT NULL,
  actor           text NOT NULL,
  channel         text NOT NULL
);
CREATE TRIGGER agreement_deletion_stays BEFORE UPDATE OR DELETE ON agreement_deletion
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE agreement_deletion ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_agreement_deletions ON agreement_deletion TO meterport_partner
  USING (third_party_id = current_setting('meterport.third_party', true));
CREATE POLICY all_agreement_deletions ON agreement_deletion TO meterport_operator USING (true);
GRANT SELECT ON agreement_deletion TO meterport_operator;
GRANT SELECT, INSERT ON agreement_deletion TO meterport_partner;
