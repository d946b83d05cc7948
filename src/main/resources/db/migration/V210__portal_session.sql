-- Sessions of people who have signed in, so that any node serves their next click. The columns are Spring Session's.
CREATE TABLE portal_session (
  primary_id             char(36) PRIMARY KEY,
  session_id             char(36) NOT NULL UNIQUE,
  creation_time          bigint NOT NULL,
  last_access_time       bigint NOT NULL,
  max_inactive_interval  int NOT NULL,
  expiry_time            bigint NOT NULL,
  principal_name         varchar(100)
);
CREATE INDEX portal_session_by_expiry ON portal_session (expiry_time);
CREATE TABLE portal_session_attributes (
  session_primary_id  char(36) NOT NULL REFERENCES portal_session ON DELETE CASCADE,
  attribute_name      varchar(200) NOT NULL,
  attribute_bytes     bytea NOT NULL,
  PRIMARY KEY (session_primary_id, attribute_name)
);
