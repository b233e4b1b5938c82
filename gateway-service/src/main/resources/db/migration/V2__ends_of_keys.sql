-- When the orchestrator had been told for the last time that a key which has ended pays for nothing any more.
alter table api_key add column settled_at timestamptz;

create index api_key_unsettled on api_key (least(revoked_at, expires_at)) where settled_at is null;
