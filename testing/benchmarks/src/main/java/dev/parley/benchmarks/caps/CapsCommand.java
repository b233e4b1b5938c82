package dev.parley.benchmarks.caps;

import dev.parley.benchmarks.report.Scenario;
import dev.parley.benchmarks.report.ScenarioCommand;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code caps}. */
@Command(
        name = "caps",
        mixinStandardHelpOptions = true,
        description =
                "Two routers over 8 slots for 64 clients: what nodes hold at most, also when a router or Redis dies.")
public final class CapsCommand extends ScenarioCommand {

    @Option(names = "--clients", defaultValue = "64", description = "Clients (${DEFAULT-VALUE}).")
    private int clients;

    @Option(names = "--seconds", defaultValue = "15", description = "How long each part takes (${DEFAULT-VALUE}).")
    private int seconds;

    @Override
    protected Scenario scenario() {
        return new CapsScenario(clients, 4, Duration.ofSeconds(seconds));
    }

    /** So small that it only shows that it runs. */
    public static Scenario small() {
        return new CapsScenario(16, 2, Duration.ofSeconds(1));
    }
}
