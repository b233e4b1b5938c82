package dev.parley.benchmarks.unequal;

import dev.parley.benchmarks.report.Scenario;
import dev.parley.benchmarks.report.ScenarioCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code unequal}. */
@Command(
        name = "unequal",
        mixinStandardHelpOptions = true,
        description = "Jobs of unknown length over nodes of speeds 1:2:4, beside round robin and least connections.")
public final class UnequalCommand extends ScenarioCommand {

    @Option(names = "--jobs", defaultValue = "500", description = "Jobs (${DEFAULT-VALUE}).")
    private int jobs;

    @Option(names = "--seed", defaultValue = "1", description = "Their lengths are drawn from it (${DEFAULT-VALUE}).")
    private long seed;

    @Override
    protected Scenario scenario() {
        return new UnequalScenario(jobs, 17, 64, 30, seed);
    }

    /** So small that it only shows that it runs. */
    public static Scenario small() {
        return new UnequalScenario(24, 8, 8, 30, 1);
    }
}
