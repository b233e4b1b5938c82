package dev.parley.benchmarks.relay;

import dev.parley.benchmarks.report.Scenario;
import dev.parley.benchmarks.report.ScenarioCommand;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code relay}. */
@Command(
        name = "relay",
        mixinStandardHelpOptions = true,
        description = "What gateway and router add to calls and streams, beside the node alone and plain nginx relays.")
public final class RelayCommand extends ScenarioCommand {

    private static final double OPENED_PER_SECOND = 250;

    @Option(names = "--streams", defaultValue = "5000", description = "Streams open at once (${DEFAULT-VALUE}).")
    private int streams;

    @Option(
            names = "--calls",
            defaultValue = "10000",
            description =
                    "Calls of 1 KB from 16 clients to each target; a fifth of it of each other kind (${DEFAULT-VALUE}).")
    private int calls;

    @Override
    protected Scenario scenario() {
        return new RelayScenario(
                calls / 5,
                calls,
                calls / 5,
                new Crowd(100, 100, 20, Duration.ofSeconds(8)),
                new Crowd(streams, OPENED_PER_SECOND, 0.25, Duration.ofSeconds(15)));
    }

    /** So small that it only shows that it runs. */
    public static Scenario small() {
        return new RelayScenario(
                20, 64, 32, new Crowd(8, 100, 20, Duration.ofSeconds(1)), new Crowd(32, 100, 5, Duration.ofSeconds(1)));
    }
}
