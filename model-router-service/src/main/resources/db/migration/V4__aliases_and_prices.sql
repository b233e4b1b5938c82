-- What clients may write for a model, and the models that stand behind it. Of the whole house, not of a tenant.
create table alias (
    -- As ModelName.display() writes it.
    name       text        primary key check (length(name) <= 600),
    -- As it was given.
    written    text        not null check (length(written) <= 600),
    -- Weights stand where their models do.
    models     text[]      not null check (cardinality(models) between 1 and 16),
    weights    int[]       not null check (cardinality(weights) = cardinality(models)),
    -- In this order, after all of them.
    fallbacks  text[]      not null check (cardinality(fallbacks) <= 8),
    -- Whether it takes the place of a model of its name.
    shadow     boolean     not null,
    changed_at timestamptz not null default now(),
    -- The public id of a key.
    changed_by text        not null
);

-- What a million tokens of a model cost, in the currency that the routers are set to.
create table price (
    -- As ModelName.display() writes it.
    model      text          primary key check (length(model) <= 600),
    input      numeric(13, 6) not null check (input between 0 and 1000000),
    output     numeric(13, 6) not null check (output between 0 and 1000000),
    changed_at timestamptz   not null default now(),
    changed_by text          not null
);
