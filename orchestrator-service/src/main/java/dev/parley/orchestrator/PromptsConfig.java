package dev.parley.orchestrator;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** What an operator may say of the texts that agents are told. */
@ConfigMapping(prefix = "orchestrator.prompts")
public interface PromptsConfig {

    /** A folder with a folder per language, whose files take the place of the texts of the same name. */
    Optional<Path> folder();
}
