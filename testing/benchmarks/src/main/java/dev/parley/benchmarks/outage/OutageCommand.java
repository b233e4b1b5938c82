package dev.parley.benchmarks.outage;

import dev.parley.benchmarks.report.Scenario;
import dev.parley.benchmarks.report.ScenarioCommand;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code outage}. */
@Command(
        name = "outage",
        mixinStandardHelpOptions = true,
        description =
                "One of two nodes away under an open load of streams, beside clients that take turns at the nodes.")
public final class OutageCommand extends ScenarioCommand {

    @Option(names = "--seconds", defaultValue = "60", description = "How long the node is away (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--rate", defaultValue = "20", description = "Requests per second (${DEFAULT-VALUE}).")
    private int rate;

    @Override
    protected Scenario scenario() {
        return new OutageScenario(rate, 2, Duration.ofSeconds(10), Duration.ofSeconds(seconds), Duration.ofSeconds(20));
    }

    /** So small that it only shows that it runs. */
    public static Scenario small() {
        return new OutageScenario(10, 1, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(2));
    }
}
