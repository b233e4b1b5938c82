package dev.parley.router.postgres;

import dev.parley.router.RegistryConfig;
import dev.parley.router.alias.Alias;
import dev.parley.router.price.Price;
import dev.parley.router.registry.LocalCopy;
import dev.parley.router.registry.RegistryAway;
import dev.parley.router.registry.WholeStore;
import io.quarkus.arc.InjectableInstance;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What is kept as a whole, to be injected; where no database is configured nothing is. */
@Singleton
final class WholeStores {

    private final InjectableInstance<Pool> pools;
    private final RegistryConfig config;

    WholeStores(InjectableInstance<Pool> pools, RegistryConfig config) {
        this.pools = pools;
        this.config = config;
    }

    @Produces
    @Singleton
    LocalCopy<List<Price>> prices() {
        return new LocalCopy<>(store(PostgresPrices::new), List.of());
    }

    @Produces
    @Singleton
    LocalCopy<List<Alias>> aliases() {
        return new LocalCopy<>(store(PostgresAliases::new), List.of());
    }

    private <T> WholeStore<T> store(Function<Database, WholeStore<T>> kind) {
        return pools.listActive().stream()
                .findFirst()
                .map(pool -> kind.apply(new Database(pool, config.patience())))
                .orElseGet(None::new);
    }

    private static final class None<T> implements WholeStore<T> {

        @Override
        public CompletionStage<T> read() {
            return CompletableFuture.failedFuture(new RegistryAway(NoStore.WHY));
        }

        @Override
        public CompletionStage<Void> replace(T whole, String by) {
            return CompletableFuture.failedFuture(new RegistryAway(NoStore.WHY));
        }
    }
}
