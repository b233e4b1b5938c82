package dev.parley.benchmarks.identity;

import dev.parley.benchmarks.report.Scenario;
import dev.parley.benchmarks.report.ScenarioCommand;
import picocli.CommandLine.Command;

/** {@code identity}. */
@Command(
        name = "identity",
        mixinStandardHelpOptions = true,
        description = "What a key, and a key with limits, add to a relayed call of 1 KB, beside the same call without.")
public final class IdentityCommand extends ScenarioCommand {

    @Override
    protected Scenario scenario() {
        return new IdentityScenario(2_000, 10_000);
    }

    /** So small that it only shows that it runs. */
    public static Scenario small() {
        return new IdentityScenario(20, 64);
    }
}
