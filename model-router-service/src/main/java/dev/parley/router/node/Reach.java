package dev.parley.router.node;

import dev.parley.router.model.AllowedModels;
import dev.parley.router.model.ModelName;
import java.util.Optional;

/**
 * Whom a node serves and what of it.
 *
 * @param owner the tenant whose node it is; empty for nodes that are the operator's
 * @param shared whether other tenants are served too
 * @param models nothing else of it is used
 */
public record Reach(Optional<String> owner, boolean shared, AllowedModels models) {

    /** Of a node that an operator runs: everybody, everything. */
    public static final Reach ALL = new Reach(Optional.empty(), true, AllowedModels.ALL);

    /** Of a tenant's own node. */
    public static Reach of(String tenant, boolean shared, AllowedModels models) {
        return new Reach(Optional.of(tenant), shared, models);
    }

    /** Whether a tenant's requests may go there. */
    public boolean serves(String tenant) {
        return shared || owner.filter(tenant::equals).isPresent();
    }

    /** Whether this model of it may be used. */
    public boolean includes(ModelName model) {
        return models.include(model);
    }
}
