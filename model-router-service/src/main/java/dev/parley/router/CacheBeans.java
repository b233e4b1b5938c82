package dev.parley.router;

import dev.parley.router.cache.CacheTerms;
import dev.parley.router.cache.CachedAnswers;
import dev.parley.router.metrics.CacheMeters;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.redis.RedisAnswers;
import dev.parley.router.selection.Choice;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What answers as before, to be injected. */
@Dependent
final class CacheBeans {

    @Produces
    @Singleton
    RedisAnswers.Terms keeping(CacheConfig config) {
        return new RedisAnswers.Terms(
                config.life(), config.tenant().asLongValue(), config.patience(), config.reconnect());
    }

    @Produces
    @Singleton
    CachedAnswers answers(
            CacheConfig config,
            RouterConfig router,
            NodeDirectory nodes,
            Choice choice,
            RedisAnswers kept,
            MeterRegistry registry) {
        CacheTerms terms = new CacheTerms(
                config.enabled(),
                config.request().asLongValue(),
                config.answer().asLongValue(),
                config.recordings().asLongValue(),
                config.followers(),
                router.relay().silence().client(),
                router.relay().passHeaders().orElse(List.of()).stream()
                        .map(header -> header.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()));
        CacheMeters meters = new CacheMeters(registry, kept::isThere);
        CachedAnswers answers = new CachedAnswers(terms, nodes, choice, kept, meters);
        meters.watch(answers);
        return answers;
    }
}
