-- Whose rows a transaction sees is said by its setting parley.tenant: a tenant's name, '*' for housekeeping, and nothing for
-- nobody. The filter holds for the owner of the tables too; only a superuser, or a role with bypassrls, is not bound by it,
-- and the service warns when it runs as one. A migration that touches rows sets parley.tenant to '*' first.

-- The signs for everybody and for nobody are no tenant's name; claims and ideas hang on the registry's row.
alter table registry add check (tenant not in ('', '*'));

alter table registry enable row level security;
alter table registry force row level security;
create policy rows_of_tenant on registry using (current_setting('parley.tenant', true) in (tenant, '*'));

alter table claim enable row level security;
alter table claim force row level security;
create policy rows_of_tenant on claim using (current_setting('parley.tenant', true) in (tenant, '*'));

alter table idea enable row level security;
alter table idea force row level security;
create policy rows_of_tenant on idea using (current_setting('parley.tenant', true) in (tenant, '*'));

-- A view looks with the eyes of whoever asks, not of whoever made it.
alter view confirmed_idea set (security_invoker = true);
