package dev.parley.router;

import dev.parley.testkit.docs.ConfigurationPage;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

    @Test
    void every_setting_is_documented() {
        ConfigurationPage.assertComplete(
                RouterConfig.class,
                AliasConfig.class,
                CacheConfig.class,
                ChoiceConfig.class,
                KubernetesConfig.class,
                PlacementConfig.class,
                PriceConfig.class,
                RegistryConfig.class);
    }
}
