-- Run once by the owner of the server, before the first start of the hub. The built-in PostgreSQL runs it itself.
-- meterport           logs in, owns the tables and migrates them
-- meterport_operator  the hub's own flows; set for the length of a transaction
-- meterport_partner   work done for one Third Party; row-level security shows it that party's rows alone
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'meterport') THEN
    CREATE ROLE meterport LOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'meterport_operator') THEN
    CREATE ROLE meterport_operator NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'meterport_partner') THEN
    CREATE ROLE meterport_partner NOLOGIN;
  END IF;
END
$$;
GRANT meterport_operator TO meterport;
GRANT meterport_partner TO meterport;
