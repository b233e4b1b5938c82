package dev.parley.benchmarks.survival;

import dev.parley.benchmarks.report.Scenario;
import dev.parley.benchmarks.report.ScenarioCommand;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code survival}. */
@Command(
        name = "survival",
        mixinStandardHelpOptions = true,
        description = "Three orchestrators under random kill -9 while conversations run and viewers reconnect.")
public final class SurvivalCommand extends ScenarioCommand {

    @Option(names = "--kills", defaultValue = "200", description = "How many (${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--conversations", defaultValue = "20", description = "That run at once (${DEFAULT-VALUE}).")
    private int conversations;

    @Option(names = "--viewers", defaultValue = "50", description = "Spread over them (${DEFAULT-VALUE}).")
    private int viewers;

    @Override
    protected Scenario scenario() {
        return new SurvivalScenario(kills, conversations, viewers, Duration.ofSeconds(4));
    }

    /** So small that it only shows that it runs. */
    public static Scenario small() {
        return new SurvivalScenario(1, 2, 3, Duration.ofSeconds(3));
    }
}
