-- A Third Party sees usage only while it holds a live grant for it, whatever the code above does.
CREATE POLICY granted_usage ON interval_day FOR SELECT TO meterport_partner USING (has_live_energy_grant(esiid));
