-- What a Third Party's staff sees on a page of the portal leaves by a way of its own. WITHHELD takes back a row of the
-- same reference: its file was thrown away before it left, and the log forgets nothing.
ALTER TABLE disclosure
  DROP CONSTRAINT disclosure_way_check,
  ADD CONSTRAINT disclosure_way_check CHECK (way IN ('API', 'FILE', 'PORTAL', 'WITHHELD'));
