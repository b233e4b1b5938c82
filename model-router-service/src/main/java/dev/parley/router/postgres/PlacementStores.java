package dev.parley.router.postgres;

import dev.parley.router.RegistryConfig;
import dev.parley.router.placement.Placement;
import dev.parley.router.placement.PlacementStore;
import dev.parley.router.registry.RegistryAway;
import io.quarkus.arc.InjectableInstance;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where placements are kept, to be injected; where no database is configured they cannot be. */
@Singleton
final class PlacementStores {

    private final InjectableInstance<Pool> pools;

    PlacementStores(InjectableInstance<Pool> pools) {
        this.pools = pools;
    }

    @Produces
    @Singleton
    PlacementStore placements(RegistryConfig config) {
        return pools.listActive().stream()
                .findFirst()
                .<PlacementStore>map(pool -> new PostgresPlacements(new Database(pool, config.patience())))
                .orElseGet(None::new);
    }

    private static final class None implements PlacementStore {

        @Override
        public CompletionStage<List<Placement>> read() {
            return CompletableFuture.failedFuture(new RegistryAway(NoStore.WHY));
        }

        @Override
        public CompletionStage<Void> replace(List<Placement> all, String by) {
            return CompletableFuture.failedFuture(new RegistryAway(NoStore.WHY));
        }
    }
}
