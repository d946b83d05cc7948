-- A target changes its status four times or more. Room in its page, and no index over the status, let PostgreSQL change
-- the row in place; a request's targets lie together, so filtering them by status reads few pages.
ALTER TABLE han_target SET (fillfactor = 50);
DROP INDEX han_target_by_status;
