package dev.parley.benchmarks.streams;

import dev.parley.benchmarks.report.Scenario;
import dev.parley.benchmarks.report.ScenarioCommand;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code streams}. */
@Command(
        name = "streams",
        mixinStandardHelpOptions = true,
        description =
                "How old tokens are when viewers have them through another replica; how long keeping a turn takes.")
public final class StreamsCommand extends ScenarioCommand {

    @Option(names = "--conversations", defaultValue = "200", description = "At once (${DEFAULT-VALUE}).")
    private int conversations;

    @Option(names = "--rate", defaultValue = "10", description = "Tokens per second of each (${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--steps",
            defaultValue = "3",
            description = "Other rates that are tried, to find the highest that keeps the aim (${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--seconds", defaultValue = "12", description = "Each rate is watched (${DEFAULT-VALUE}).")
    private int seconds;

    @Override
    protected Scenario scenario() {
        return new StreamsScenario(conversations, rate, steps, Duration.ofSeconds(seconds));
    }

    /** So small that it only shows that it runs. */
    public static Scenario small() {
        return new StreamsScenario(3, 10, 0, Duration.ofSeconds(1));
    }
}
