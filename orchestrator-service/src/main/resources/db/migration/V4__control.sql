-- Cutting off, joining in, forking, taking away. Everything is added, so that processes of both versions write side by side.
select set_config('parley.tenant', '*', true);

alter table conversation drop constraint conversation_wish_check;
alter table conversation add constraint conversation_wish_check check (wish in ('run', 'pause', 'stop', 'abort'));

-- Part of an answer that was cut off: a conversation has one at most.
alter table message add column partial boolean not null default false;
create unique index message_partial on message (conversation) where partial;
-- What the history says instead. The content stays: viewers' places are counted in its bytes.
alter table message add column edited text;
alter table message add column edited_at timestamptz;
-- By which a person's request to add a message is known.
alter table message add column request_key text;
create unique index message_request on message (conversation, request_key) where request_key is not null;

-- What was paid stays known when what was said is taken away; what was heard of an attempt that was cut off was paid too.
alter table usage drop constraint usage_tenant_conversation_fkey;
alter table usage drop constraint usage_pkey;
alter table usage add primary key (conversation, turn, attempt);

-- What retention looks through.
create index conversation_ended on conversation (updated_at) where status = 'completed';
create index usage_oldest on usage (created_at);
