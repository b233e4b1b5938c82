-- Conversations that are gone while the registry may still have ideas of them. Written with the deletion itself, taken away
-- when the registry has nothing left and can be told nothing more: a claim may be under way while its conversation goes.
create table idea_removal (
    tenant       text        not null check (tenant not in ('', '*')),
    conversation uuid        not null,
    gone_at      timestamptz not null,
    -- When the registry is told, again.
    due_at       timestamptz not null,
    primary key (tenant, conversation)
);
create index idea_removal_due on idea_removal (due_at);

alter table idea_removal enable row level security;
alter table idea_removal force row level security;
create policy rows_of_tenant on idea_removal using (current_setting('parley.tenant', true) in (tenant, '*'));
