package dev.parley.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./parley bench}: runs a scenario on this machine's loopback and prints what it measured. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures this build on loopback, each scenario beside its baseline.",
        subcommands = {RelayCommand.class, IdentityCommand.class})
public final class BenchmarkCommand {

    private BenchmarkCommand() {}

    /** Runs it and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchmarkCommand()).execute(arguments));
    }
}
