-- The policies of tables that hold usage ask for the grant at every row. The ESIID found granted last is kept for the rest
-- of the transaction, with the Third Party and the time it was found granted for: neither changes within one, and whoever
-- lets the rows out holds the grant itself until the transaction ends (Grants).
CREATE OR REPLACE FUNCTION has_live_energy_grant(asked_esiid text) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS $$
DECLARE
  asked text := current_setting('meterport.third_party', true) || ' ' || current_setting('meterport.now', true) || ' '
    || asked_esiid;
BEGIN
  IF current_setting('meterport.granted', true) = asked THEN
    RETURN true;
  END IF;
  IF EXISTS (
    SELECT FROM public.agreement_premise p
    JOIN public.agreement a ON a.id = p.agreement_id
    WHERE p.esiid = asked_esiid
      AND p.third_party_id = current_setting('meterport.third_party', true)
      AND p.kind = 'ENERGY_DATA'
      AND p.phase = 'LIVE'
      AND a.state = 'ACTIVE'
      AND a.starts_at <= current_setting('meterport.now')::timestamptz
      AND (a.ends_at IS NULL OR a.ends_at > current_setting('meterport.now')::timestamptz)) THEN
    PERFORM set_config('meterport.granted', asked, true);
    RETURN true;
  END IF;
  RETURN false;
END
$$;
ALTER FUNCTION has_live_energy_grant(text) RESET search_path;
