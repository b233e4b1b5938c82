package dev.parley.orchestrator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How long, and where, it is kept how answers came about. */
@ConfigMapping(prefix = "orchestrator.trace")
public interface TraceConfig {

    /** What the names of traces begin with. */
    @WithDefault("parley")
    String prefix();

    /** How long a trace is kept. */
    @WithDefault("7d")
    Duration keep();

    /** Traces of one tenant; the oldest go first. */
    @WithDefault("10000")
    int perTenant();

    /** How often what is too old or too much is removed. */
    @WithDefault("10m")
    Duration sweepEvery();

    /** A file that also gets every trace, in the first orchestration's form. */
    Optional<Path> file();

    /** How long that file grows, in bytes, before it is put aside. */
    @WithDefault("10000000")
    long fileBytes();

    /** Files that were put aside and are kept. */
    @WithDefault("4")
    int files();
}
