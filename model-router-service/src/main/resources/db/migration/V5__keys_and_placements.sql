-- What a node wants to hear before it answers. Read by routers only, and told to that node only.
alter table node add column secret text check (length(secret) between 1 and 500);

-- Routers hear of changed wishes as they hear of nodes.
create function tell_placements() returns trigger language plpgsql as
$$ begin notify router_change; return null; end $$;
create trigger placements_changed after insert or update or delete on placement
    for each statement execute function tell_placements();
