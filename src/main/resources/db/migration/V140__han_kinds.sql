-- Prices, load-control events and cancels beside texts.
ALTER TABLE han_request DROP CONSTRAINT han_request_operation_check;
ALTER TABLE han_request ADD CONSTRAINT han_request_operation_check CHECK (operation IN
  ('TEXT', 'PRICE', 'LOAD_CONTROL', 'CANCEL_TEXT', 'CANCEL_LOAD_CONTROL', 'CANCEL_ALL_LOAD_CONTROL'));
-- A cancel carries the id of what it takes back; everything else has one of its own.
ALTER TABLE han_request DROP CONSTRAINT han_request_sep_id_key;
CREATE UNIQUE INDEX sep_id_once ON han_request (sep_id) WHERE operation NOT IN ('CANCEL_TEXT', 'CANCEL_LOAD_CONTROL');
-- "Cancel all" has a line for each event of each address.
ALTER TABLE han_request DROP CONSTRAINT han_request_targets_check;
ALTER TABLE han_request ADD CONSTRAINT han_request_targets_check CHECK (targets >= 1);
-- of a load-control event, where the ledger looks for overlaps
ALTER TABLE han_request ADD COLUMN device_classes integer;
ALTER TABLE han_request ADD COLUMN enrollment_group integer;
CREATE INDEX han_request_with_events ON han_request (expires_at) WHERE operation = 'LOAD_CONTROL';
-- in a cancel, the target it takes back; '' and -1 elsewhere
ALTER TABLE han_target ADD COLUMN event_request text NOT NULL DEFAULT '';
ALTER TABLE han_target ADD COLUMN event_ordinal integer NOT NULL DEFAULT -1;
ALTER TABLE han_target DROP CONSTRAINT han_target_request_id_esiid_device_key;
CREATE UNIQUE INDEX han_target_once ON han_target (esiid, request_id, device, event_request);

-- Which of these addresses have another Third Party's event, sent or being sent, in the time, classes and group of this
-- one. It runs as the tables' owner: the caller learns that there is one, and neither whose nor which.
CREATE FUNCTION han_overlap(event text, esiids text[], devices text[]) RETURNS TABLE (esiid text, device text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT a.esiid, a.device
  FROM unnest(esiids, devices) AS a (esiid, device)
  JOIN han_request mine ON mine.id = event
  JOIN han_target t ON t.esiid = a.esiid AND (a.device = '' OR t.device = '' OR a.device = t.device)
  JOIN han_request r ON r.id = t.request_id
  WHERE r.operation = 'LOAD_CONTROL' AND r.third_party_id <> mine.third_party_id
    AND r.starts_at < mine.expires_at AND mine.starts_at < r.expires_at
    AND (r.device_classes & mine.device_classes) <> 0
    AND (r.enrollment_group = mine.enrollment_group OR r.enrollment_group = 0 OR mine.enrollment_group = 0)
    AND t.status NOT IN ('RECEIVED', 'REJECTED_BY_HUB', 'REJECTED_BY_HEADEND', 'CANCELLED', 'COMPLETED', 'EXPIRED',
                         'SUPERSEDED', 'NO_DEVICE')
$$;
REVOKE ALL ON FUNCTION han_overlap(text, text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION han_overlap(text, text[], text[]) TO meterport_partner;
