package dev.parley.orchestrator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** What taking a conversation away may cost; the other forms are streamed and need no bound. */
@ConfigMapping(prefix = "orchestrator.export")
public interface ExportConfig {

    /** The longest conversation that is put on paper, in characters: a PDF is made in memory, some 600 pages of it. */
    @WithDefault("2000000")
    int pdfCharacters();

    /** PDFs made at once; each is 20-50 MB while it is being made. */
    @WithDefault("2")
    int pdfAtOnce();

    /** A folder with fonts ({@code .ttf}) for scripts other than Latin, Cyrillic, Greek and Hebrew. */
    Optional<Path> fonts();
}
