-- Whose rows a transaction sees is said by its setting parley.tenant: a tenant's name, '*' for the engine's own work, and
-- nothing for nobody. The filter holds for the owner of the tables too; only a superuser, or a role with bypassrls, is not
-- bound by it, and the service warns when it runs as one. A migration that touches rows sets parley.tenant to '*' first.

-- The signs for everybody and for nobody are no tenant's name.
alter table conversation add check (tenant not in ('', '*'));

-- What hangs on a conversation is of the same tenant as the conversation itself.
alter table conversation add constraint conversation_of_tenant unique (tenant, id);
alter table event drop constraint event_conversation_fkey,
    add foreign key (tenant, conversation) references conversation (tenant, id) on delete cascade;
alter table message drop constraint message_conversation_fkey,
    add foreign key (tenant, conversation) references conversation (tenant, id) on delete cascade;
alter table usage drop constraint usage_conversation_fkey,
    add foreign key (tenant, conversation) references conversation (tenant, id) on delete cascade;

alter table conversation enable row level security;
alter table conversation force row level security;
create policy rows_of_tenant on conversation using (current_setting('parley.tenant', true) in (tenant, '*'));

alter table event enable row level security;
alter table event force row level security;
create policy rows_of_tenant on event using (current_setting('parley.tenant', true) in (tenant, '*'));

alter table message enable row level security;
alter table message force row level security;
create policy rows_of_tenant on message using (current_setting('parley.tenant', true) in (tenant, '*'));

alter table usage enable row level security;
alter table usage force row level security;
create policy rows_of_tenant on usage using (current_setting('parley.tenant', true) in (tenant, '*'));
