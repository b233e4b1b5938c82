-- Which key a turn was paid with, so that usage can be told by key without looking at every conversation.
select set_config('parley.tenant', '*', true);

alter table usage add column key text;
update usage u set key = c.caller ->> 'key' from conversation c where c.tenant = u.tenant and c.id = u.conversation;
alter table usage alter column key set not null;

create index usage_of_key on usage (tenant, created_at, key);
