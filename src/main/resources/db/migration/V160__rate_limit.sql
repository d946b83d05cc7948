-- How often something was done, for limits that hold on all nodes together. Losing it in a crash gives quotas back, no more.
CREATE UNLOGGED TABLE rate_limit (
  key         text PRIMARY KEY,
  -- until when the quota is used up, if one more is taken in each step of the window
  used_until  timestamptz NOT NULL
) WITH (fillfactor = 50);
CREATE INDEX rate_limit_by_end ON rate_limit (used_until);
