-- Where a row is laid together from several revisions: the revision time of each slot's reading, so that a reading that
-- comes late is held against the one in its own slot. Null where all readings are of revised_at.
ALTER TABLE interval_day ADD COLUMN slot_revised_at timestamptz[];

-- Slot by slot the newer reading of two; the incoming one where both are of the same time.
CREATE FUNCTION laid_over(
  known_wh integer[], known_quality text, known_at timestamptz, known_times timestamptz[],
  incoming_wh integer[], incoming_quality text, incoming_at timestamptz,
  OUT laid_wh integer[], OUT laid_quality text, OUT laid_times timestamptz[])
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  WITH slots AS (
    SELECT slot::int, known, incoming, COALESCE(of_slot, known_at) AS known_slot_at,
      incoming IS NOT NULL AND (known IS NULL OR incoming_at >= COALESCE(of_slot, known_at)) AS takes
    FROM unnest(known_wh, incoming_wh, known_times) WITH ORDINALITY AS s(known, incoming, of_slot, slot)
  ), laid AS (
    SELECT slot, CASE WHEN takes THEN incoming ELSE known END AS wh,
      substr(CASE WHEN takes THEN incoming_quality ELSE known_quality END, slot, 1) AS quality,
      CASE WHEN takes THEN incoming_at WHEN known IS NOT NULL THEN known_slot_at END AS slot_at
    FROM slots
  )
  SELECT array_agg(wh ORDER BY slot), string_agg(quality, '' ORDER BY slot),
    CASE WHEN NOT bool_and(wh IS NULL OR slot_at = greatest(known_at, incoming_at))
         THEN array_agg(slot_at ORDER BY slot) END
  FROM laid
$$;
DROP FUNCTION overlaid(integer[], integer[]);
DROP FUNCTION overlaid(integer[], text, text);
