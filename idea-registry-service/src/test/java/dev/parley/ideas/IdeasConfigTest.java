package dev.parley.ideas;

import dev.parley.testkit.docs.ConfigurationPage;
import org.junit.jupiter.api.Test;

class IdeasConfigTest {

    @Test
    void every_setting_is_on_the_configuration_page() {
        ConfigurationPage.assertComplete(IdeasConfig.class);
    }
}
