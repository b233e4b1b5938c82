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

    @Option(names = "--restarts", description = "Kill PostgreSQL and Redis in between, too, and start them again.")
    private boolean restarts;

    @Override
    protected Scenario scenario() {
        return new SurvivalScenario(kills, conversations, viewers, restarts, Duration.ofSeconds(4));
    }

    /** As long as a test may take: eight kills in quick succession. */
    public static Scenario brief() {
        return new SurvivalScenario(8, 20, 50, false, Duration.ofSeconds(2));
    }
}
