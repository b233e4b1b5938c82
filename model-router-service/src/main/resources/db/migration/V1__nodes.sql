-- What was said of nodes at run time. Every router reads all of it, for all tenants, and keeps it in memory; so no row is
-- hidden by the database here: whom a node serves is decided where a request is given a node.

create table node (
    name           text        primary key check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    -- Scheme, host and port. Two names for one address would be two caps for one machine.
    url            text        not null unique check (length(url) <= 300),
    kind           text        not null check (kind in ('ollama', 'openai')),
    model          text        check (length(model) <= 500),
    capabilities   text[]      not null,
    -- Null: the router's own default, which may change.
    max_concurrent int         check (max_concurrent between 1 and 10000),
    max_per_model  int         check (max_per_model between 1 and 10000),
    changed_at     timestamptz not null default now(),
    -- The public id of a key.
    changed_by     text        not null
);

-- What operators want of a node, wherever its description comes from. Stays when the node goes and comes back.
create table mark (
    name       text        primary key check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    drained    boolean     not null default false,
    -- Whether a tenant's node serves everybody; null: as its token says.
    shared     boolean,
    changed_at timestamptz not null default now(),
    changed_by text        not null
);

-- Nodes that dialled out. Whoever holds the tunnel says so again and again; what is not said in time does not count.
create table tunnel (
    name           text        primary key check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    tenant         text        not null check (tenant ~ '^[a-z0-9-]{1,64}$'),
    url            text        not null check (length(url) <= 300),
    models         text[]      not null,
    shared         boolean     not null,
    max_concurrent int         check (max_concurrent between 1 and 10000),
    expires_at     timestamptz not null
);
create index tunnel_expires on tunnel (expires_at);
