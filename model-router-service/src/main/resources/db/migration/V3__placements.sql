-- Which models are to be on how many nodes, and in the memory of how many of them. Of the whole house, not of a tenant.
create table placement (
    -- As ModelName.display() writes it.
    model      text        primary key check (length(model) <= 600),
    -- As nodes are asked for it.
    written    text        not null check (length(written) <= 600),
    copies     int         not null check (copies between 1 and 64),
    warm       int         not null check (warm between 0 and copies),
    changed_at timestamptz not null default now(),
    -- The public id of a key.
    changed_by text        not null
);
