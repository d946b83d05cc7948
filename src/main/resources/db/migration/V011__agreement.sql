-- What customers grant Third Parties, from the invitation to its end. Rows are never deleted.
CREATE TABLE agreement (
  id                     text PRIMARY KEY CHECK (id LIKE 'agr\_%'),
  -- what SMT's calls name an agreement by
  number                 bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  third_party_id         text NOT NULL REFERENCES third_party,
  customer_id            text NOT NULL REFERENCES customer,
  kind                   text NOT NULL CHECK (kind IN ('ENERGY_DATA', 'IN_HOME_DEVICE', 'IN_HOME_DEVICE_SERVICES')),
  -- INTERVAL, DAILY, MONTHLY; empty for the device kinds
  data                   text[] NOT NULL CHECK (data <@ '{INTERVAL,DAILY,MONTHLY}'),
  one_time               boolean NOT NULL,
  -- null: one time, or until ended
  term_months            smallint CHECK (term_months BETWEEN 1 AND 12),
  purpose                text NOT NULL,
  language               text NOT NULL CHECK (language IN ('en', 'es')),
  state                  text NOT NULL,
  state_since            timestamptz NOT NULL,
  made_at                timestamptz NOT NULL,
  starts_at              timestamptz,
  -- null: until ended
  ends_at                timestamptz CHECK (ends_at > starts_at),
  terms_version          text NOT NULL,
  -- the agreement this one continues
  renews                 text UNIQUE REFERENCES agreement,
  -- the invitation it began with; null for a renewal
  invitation_id          text UNIQUE CHECK (invitation_id LIKE 'inv\_%'),
  batch_id               text,
  invitation_expires_at  timestamptz,
  -- invitation mails asked for: 1, or 2 after a resend
  sends                  smallint NOT NULL DEFAULT 0 CHECK (sends BETWEEN 0 AND 2),
  delivery               text CHECK (delivery IN ('QUEUED', 'SENT', 'BOUNCED')),
  CHECK (kind = 'ENERGY_DATA' OR (data = '{}' AND NOT one_time AND term_months IS NULL)),
  CHECK (kind <> 'ENERGY_DATA' OR (cardinality(data) > 0 AND one_time = (term_months IS NULL))),
  CHECK (NOT one_time OR cardinality(data) = 1),
  CHECK ((invitation_id IS NULL) = (invitation_expires_at IS NULL))
);
CREATE INDEX agreement_by_third_party ON agreement (third_party_id, id);
CREATE INDEX agreement_by_invitation ON agreement (third_party_id, invitation_id);
CREATE INDEX agreement_by_batch ON agreement (batch_id);
CREATE INDEX agreement_by_customer ON agreement (customer_id);
CREATE INDEX agreement_invitation_due ON agreement (invitation_expires_at) WHERE state IN ('VALIDATED', 'INVITED');
CREATE INDEX agreement_end_due ON agreement (ends_at) WHERE state = 'ACTIVE';

-- The premises of an agreement. What decides on a disclosure is kept here once more, so that one index answers it.
CREATE TABLE agreement_premise (
  agreement_id    text NOT NULL REFERENCES agreement,
  esiid           text NOT NULL REFERENCES premise,
  third_party_id  text NOT NULL,
  kind            text NOT NULL,
  data            text[] NOT NULL,
  one_time        boolean NOT NULL,
  -- OPEN invited, LIVE in force, OVER refused or ended
  phase           text NOT NULL CHECK (phase IN ('OPEN', 'LIVE', 'OVER')),
  -- its place in the request
  position        integer NOT NULL,
  PRIMARY KEY (agreement_id, esiid)
);
-- One live grant, and one open invitation, for each Third Party, ESIID and kind.
CREATE UNIQUE INDEX one_live_grant ON agreement_premise (esiid, third_party_id, kind) WHERE phase = 'LIVE';
CREATE UNIQUE INDEX one_open_invitation ON agreement_premise (esiid, third_party_id, kind) WHERE phase = 'OPEN';

-- Every step of every agreement, for ever.
CREATE TABLE agreement_event (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  agreement_id    text NOT NULL REFERENCES agreement,
  third_party_id  text NOT NULL,
  happened_at     timestamptz NOT NULL,
  from_state      text NOT NULL,
  to_state        text NOT NULL,
  cause           text NOT NULL,
  actor_kind      text NOT NULL CHECK (actor_kind IN ('CUSTOMER', 'THIRD_PARTY', 'OPERATOR', 'HUB')),
  actor           text NOT NULL,
  channel         text NOT NULL,
  terms_version   text NOT NULL
);
CREATE INDEX agreement_event_by_agreement ON agreement_event (agreement_id, id);
CREATE FUNCTION agreement_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'agreement_event may only be added to' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER agreement_event_stays BEFORE UPDATE OR DELETE ON agreement_event
  FOR EACH ROW EXECUTE FUNCTION agreement_event_stays();
CREATE TRIGGER agreement_event_stays_whole BEFORE TRUNCATE ON agreement_event
  FOR EACH STATEMENT EXECUTE FUNCTION agreement_event_stays();

ALTER TABLE agreement ENABLE ROW LEVEL SECURITY;
ALTER TABLE agreement_premise ENABLE ROW LEVEL SECURITY;
ALTER TABLE agreement_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_agreements ON agreement TO meterport_partner
  USING (third_party_id = current_setting('meterport.third_party', true));
CREATE POLICY own_agreement_premises ON agreement_premise TO meterport_partner
  USING (third_party_id = current_setting('meterport.third_party', true));
CREATE POLICY own_agreement_events ON agreement_event TO meterport_partner
  USING (third_party_id = current_setting('meterport.third_party', true));
CREATE POLICY all_agreements ON agreement TO meterport_operator USING (true);
CREATE POLICY all_agreement_premises ON agreement_premise TO meterport_operator USING (true);
CREATE POLICY all_agreement_events ON agreement_event TO meterport_operator USING (true);
GRANT SELECT, INSERT, UPDATE ON agreement, agreement_premise TO meterport_operator, meterport_partner;
GRANT SELECT, INSERT ON agreement_event TO meterport_operator, meterport_partner;

-- For the policies of tables that hold usage: whether the transaction's Third Party has a live grant for the ESIID's
-- energy data at the transaction's time. One index probe a call. It takes no lock; the use case takes it (Grants).
CREATE FUNCTION has_live_energy_grant(asked_esiid text) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM agreement_premise p
    JOIN agreement a ON a.id = p.agreement_id
    WHERE p.esiid = asked_esiid
      AND p.third_party_id = current_setting('meterport.third_party', true)
      AND p.kind = 'ENERGY_DATA'
      AND p.phase = 'LIVE'
      AND a.state = 'ACTIVE'
      AND a.starts_at <= current_setting('meterport.now')::timestamptz
      AND (a.ends_at IS NULL OR a.ends_at > current_setting('meterport.now')::timestamptz));
END
$$;
GRANT EXECUTE ON FUNCTION has_live_energy_grant(text) TO meterport_operator, meterport_partner;
