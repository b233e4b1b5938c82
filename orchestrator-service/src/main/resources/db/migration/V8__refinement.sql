-- What was changed of how answers are improved: the fields that were given. The tenant '*' is everybody: written by
-- administrators, and seen, like every row of others, only by work that looks at all rows.
create table orchestration (
    tenant     text        primary key check (tenant <> ''),
    changes    jsonb       not null,
    updated_at timestamptz not null
);

-- How answers came about. Steps are only ever added.
create table trace (
    tenant       text        not null check (tenant not in ('', '*')),
    id           text        not null,
    key          text        not null,
    user_prompt  text        not null,
    orchestrated boolean     not null,
    steps        jsonb       not null,
    created_at   timestamptz not null,
    primary key (tenant, id)
);
create index trace_newest on trace (tenant, created_at desc, id desc);
create index trace_oldest on trace (created_at);

alter table orchestration enable row level security;
alter table orchestration force row level security;
create policy rows_of_tenant on orchestration using (current_setting('parley.tenant', true) in (tenant, '*'));

alter table trace enable row level security;
alter table trace force row level security;
create policy rows_of_tenant on trace using (current_setting('parley.tenant', true) in (tenant, '*'));
