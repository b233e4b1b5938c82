package dev.parley.benchmarks.fairness;

import dev.parley.benchmarks.report.Scenario;
import dev.parley.benchmarks.report.ScenarioCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fairness}. */
@Command(
        name = "fairness",
        mixinStandardHelpOptions = true,
        description = "What one caller's backlog costs another caller's single requests, beside the node's own queue.")
public final class FairnessCommand extends ScenarioCommand {

    @Option(names = "--backlog", defaultValue = "1000", description = "Requests that wait (${DEFAULT-VALUE}).")
    private int backlog;

    @Option(names = "--requests", defaultValue = "40", description = "Requests of the other caller (${DEFAULT-VALUE}).")
    private int requests;

    @Override
    protected Scenario scenario() {
        return new FairnessScenario(backlog, requests);
    }

    /** So small that it only shows that it runs. */
    public static Scenario small() {
        return new FairnessScenario(8, 2);
    }
}
