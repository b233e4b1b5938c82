package dev.parley.gateway;

import dev.parley.testkit.docs.ConfigurationPage;
import org.junit.jupiter.api.Test;

class GatewayConfigTest {

    @Test
    void the_configuration_page_lists_every_setting() {
        ConfigurationPage.assertComplete(GatewayConfig.class);
    }
}
