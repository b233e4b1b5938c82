package dev.parley.router;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names that stand for models. The reasons for the defaults are in docs/configuration.md. */
@ConfigMapping(prefix = "router")
public interface AliasConfig {

    /** By name. */
    Map<String, Alias> aliases();

    /** The model or alias that is asked first for {@code auto} or {@code task:<type>}. */
    Map<String, String> preferred();

    /** One name. */
    interface Alias {

        /** The models that it stands for. */
        List<Variant> variants();

        /** Which models stand in for them, in this order. */
        Optional<List<String>> fallbacks();

        /** Whether it takes the place of a model of its name. */
        @WithDefault("false")
        boolean shadow();
    }

    /** One of its models. */
    interface Variant {

        /** The model. */
        String model();

        /** Its part of the whole, 1 to 1000. */
        @WithDefault("1")
        int weight();
    }
}
