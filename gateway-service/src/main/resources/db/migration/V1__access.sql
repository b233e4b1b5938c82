-- Who may come in, what they used, and what administrators did. One writer, the gateway; one schema, its own.

create table api_key (
    -- Public: what logs, usage and other services know a key by.
    id                  text        primary key check (id ~ '^[a-z0-9]{12}$'),
    tenant              text        not null check (tenant ~ '^[a-z0-9-]{1,64}$'),
    name                text        not null check (length(name) between 1 and 200),
    -- SHA-256 of the whole key, which has 256 random bits: no salt and no stretching would add anything.
    hash                bytea       not null check (length(hash) = 32),
    scopes              text[]      not null,
    -- Null: every model.
    models              text[],
    requests_per_minute int         check (requests_per_minute > 0),
    tokens_per_minute   bigint      check (tokens_per_minute > 0),
    concurrent_streams  int         check (concurrent_streams > 0),
    tokens_per_month    bigint      check (tokens_per_month > 0),
    -- Whether it may travel in the path: paths end up in other people's logs.
    path_prefix         boolean     not null,
    expires_at          timestamptz,
    revoked_at          timestamptz,
    created_at          timestamptz not null,
    -- Orders changes for the replicas that follow them.
    changed             bigint      not null
);
create sequence api_key_change;
create index api_key_changed on api_key (changed);
create index api_key_newest on api_key (created_at desc, id desc);

-- A signed-in page. Ends with the key that opened it, or with its own time.
create table session (
    hash       bytea       primary key check (length(hash) = 32),
    tenant     text        not null,
    -- The key that opened it; null if a token of an issuer did, which then says itself what it may.
    key_id     text        references api_key (id) on delete cascade,
    caller     jsonb       not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index session_expires on session (expires_at);

create table usage (
    tenant        text        not null,
    key           text        not null,
    model         text        not null,
    hour          timestamptz not null,
    requests      bigint      not null,
    prompt_tokens bigint      not null,
    tokens        bigint      not null,
    primary key (tenant, key, hour, model)
);

create table audit (
    id         bigint      generated always as identity primary key,
    at         timestamptz not null,
    tenant     text        not null,
    -- Who did it: the public id of a key.
    actor      text        not null,
    action     text        not null,
    target     text        not null,
    detail     jsonb       not null
);
