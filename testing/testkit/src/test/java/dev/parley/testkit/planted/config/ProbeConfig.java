package dev.parley.testkit.planted.config;

import io.smallrye.config.ConfigMapping;
import org.eclipse.microprofile.config.ConfigProvider;

/** Where settings belong. */
@ConfigMapping(prefix = "probe")
public interface ProbeConfig {
    Nested nested();

    /** Belongs to the same file. */
    interface Nested {
        default String name() {
            return ConfigProvider.getConfig().getValue("name", String.class);
        }
    }
}
