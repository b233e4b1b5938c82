package dev.parley.benchmarks.tunnel;

import dev.parley.benchmarks.report.Scenario;
import dev.parley.benchmarks.report.ScenarioCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tunnel}. */
@Command(
        name = "tunnel",
        mixinStandardHelpOptions = true,
        description =
                "Streams, a reader that takes nothing, cancels and 10 MB both ways: through a tunnel and without one.")
public final class TunnelCommand extends ScenarioCommand {

    @Option(names = "--streams", defaultValue = "200", description = "Streams at once (${DEFAULT-VALUE}; at most 240).")
    private int streams;

    @Option(names = "--times", defaultValue = "200", description = "Cancels of each way (${DEFAULT-VALUE}).")
    private int times;

    @Override
    protected Scenario scenario() {
        return new TunnelScenario(streams, 300, times, 10_000_000);
    }

    /** So small that it only shows that it runs. */
    public static Scenario small() {
        return new TunnelScenario(4, 10, 2, 1_000_000);
    }
}
