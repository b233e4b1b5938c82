package dev.parley.orchestrator;

import dev.parley.testkit.docs.ConfigurationPage;
import org.junit.jupiter.api.Test;

class OrchestratorConfigTest {

    @Test
    void every_setting_is_on_the_configuration_page() {
        ConfigurationPage.assertComplete(
                OrchestratorConfig.class,
                ContextConfig.class,
                ExportConfig.class,
                ImportConfig.class,
                PromptsConfig.class,
                QueryConfig.class,
                RetentionConfig.class,
                RefinementConfig.class,
                TraceConfig.class);
    }
}
