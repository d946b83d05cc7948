-- Who calls, and where their company stands. It is asked at every call before anything else, so it is one statement that
-- needs no transaction with a role around it: one round trip instead of three.
CREATE FUNCTION caller_standings(names text[]) RETURNS TABLE (
  user_name text, third_party_id text, administrator boolean, rights text[], status text, company text,
  conformant boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT c.user_name, c.third_party_id, c.administrator, c.rights, c.status, t.status, t.conformant
    FROM api_credential c JOIN third_party t ON t.id = c.third_party_id
    WHERE c.user_name = ANY (names);
END
$$;
REVOKE EXECUTE ON FUNCTION caller_standings(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION caller_standings(text[]) TO meterport;
