package dev.parley.benchmarks;

import dev.parley.benchmarks.cancel.CancelCommand;
import dev.parley.benchmarks.caps.CapsCommand;
import dev.parley.benchmarks.fairness.FairnessCommand;
import dev.parley.benchmarks.faults.FaultsCommand;
import dev.parley.benchmarks.identity.IdentityCommand;
import dev.parley.benchmarks.outage.OutageCommand;
import dev.parley.benchmarks.relay.RelayCommand;
import dev.parley.benchmarks.streams.StreamsCommand;
import dev.parley.benchmarks.streams.ViewersCommand;
import dev.parley.benchmarks.survival.SurvivalCommand;
import dev.parley.benchmarks.tunnel.TunnelCommand;
import dev.parley.benchmarks.unequal.UnequalCommand;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./parley bench}: runs a scenario on this machine's loopback and prints what it measured. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "SCENARIO",
        description = {
            "Measures this build on loopback with real processes, each scenario beside its baseline in the same run.",
            "Exit code 1: something that is guaranteed on every machine did not hold."
        },
        subcommands = {
            FaultsCommand.class,
            OutageCommand.class,
            CapsCommand.class,
            UnequalCommand.class,
            FairnessCommand.class,
            CancelCommand.class,
            RelayCommand.class,
            IdentityCommand.class,
            SurvivalCommand.class,
            StreamsCommand.class,
            ViewersCommand.class,
            TunnelCommand.class
        })
public final class BenchmarkCommand implements Runnable {

    private static final Logger CLIENT_LOG = Logger.getLogger("io.vertx");

    @Option(names = "--list", description = "Name the scenarios, one per line.")
    private boolean list;

    @Spec
    private CommandSpec spec;

    private BenchmarkCommand() {}

    @Override
    public void run() {
        if (!list) {
            throw new ParameterException(spec.commandLine(), "which scenario? --list names them");
        }
        spec.subcommands()
                .forEach((name, scenario) -> System.out.printf(
                        "%-10s %s%n",
                        name, scenario.getCommandSpec().usageMessage().description()[0]));
    }

    /** Runs it and exits with its code. */
    public static void main(String[] arguments) {
        // Connections that break are what some scenarios are about; each is counted where it matters.
        CLIENT_LOG.setLevel(Level.OFF);
        System.exit(new CommandLine(new BenchmarkCommand()).execute(arguments));
    }
}
