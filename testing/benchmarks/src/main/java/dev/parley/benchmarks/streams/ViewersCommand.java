package dev.parley.benchmarks.streams;

import dev.parley.benchmarks.report.Scenario;
import dev.parley.benchmarks.report.ScenarioCommand;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code viewers}. */
@Command(
        name = "viewers",
        mixinStandardHelpOptions = true,
        description = "Many viewers of one conversation at one replica, some of whom stop to read.")
public final class ViewersCommand extends ScenarioCommand {

    @Option(names = "--viewers", defaultValue = "2000", description = "Who read (${DEFAULT-VALUE}).")
    private int viewers;

    @Option(names = "--idlers", defaultValue = "20", description = "Who do not (${DEFAULT-VALUE}).")
    private int idlers;

    @Option(names = "--rate", defaultValue = "10", description = "Tokens per second (${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--seconds", defaultValue = "15", description = "Each crowd is watched (${DEFAULT-VALUE}).")
    private int seconds;

    @Override
    protected Scenario scenario() {
        return new ViewersScenario(viewers, idlers, rate, 40, Duration.ofSeconds(seconds));
    }

    /** So small that it only shows that it runs; nobody is made to stop. */
    public static Scenario small() {
        return new ViewersScenario(4, 0, 10, 1, Duration.ofSeconds(2));
    }
}
