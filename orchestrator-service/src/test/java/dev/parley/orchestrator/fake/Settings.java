package dev.parley.orchestrator.fake;

import dev.parley.orchestrator.OrchestratorConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** The settings as they are by default. */
public final class Settings {

    private Settings() {}

    public static OrchestratorConfig defaults() {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(OrchestratorConfig.class)
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "orchestrator.router.url", "http://router",
                                "orchestrator.router.secret", "x",
                                "orchestrator.ideas.url", "http://ideas",
                                "orchestrator.ideas.secret", "x"),
                        "tests",
                        100))
                .build()
                .getConfigMapping(OrchestratorConfig.class);
    }
}
