-- Devices that an in-home device agreement is for, by MAC address; empty for any.
ALTER TABLE agreement
  ADD COLUMN devices text[] NOT NULL DEFAULT '{}',
  ADD CHECK (kind = 'IN_HOME_DEVICE' OR devices = '{}');
