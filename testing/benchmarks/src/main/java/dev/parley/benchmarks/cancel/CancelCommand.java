package dev.parley.benchmarks.cancel;

import dev.parley.benchmarks.report.Scenario;
import dev.parley.benchmarks.report.ScenarioCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cancel}. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = "The time from a caller's leaving to the end of its work: queued, loading, generating.")
public final class CancelCommand extends ScenarioCommand {

    @Option(names = "--times", defaultValue = "200", description = "Cancels of each kind (${DEFAULT-VALUE}).")
    private int times;

    @Override
    protected Scenario scenario() {
        return new CancelScenario(times);
    }

    /** So small that it only shows that it runs. */
    public static Scenario small() {
        return new CancelScenario(3);
    }
}
