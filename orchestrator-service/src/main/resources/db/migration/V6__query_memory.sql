-- What was asked and answered under a memory's id: one key's of one tenant, and only for a while.
create table query_memory (
    tenant     text        not null check (tenant not in ('', '*')),
    key        text        not null,
    id         text        not null,
    -- [{input, answer}], oldest first.
    exchanges  jsonb       not null,
    expires_at timestamptz not null,
    primary key (tenant, key, id)
);
create index query_memory_expiry on query_memory (expires_at);

alter table query_memory enable row level security;
alter table query_memory force row level security;
create policy rows_of_tenant on query_memory using (current_setting('parley.tenant', true) in (tenant, '*'));
