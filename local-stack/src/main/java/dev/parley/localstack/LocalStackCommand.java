package dev.parley.localstack;

import dev.parley.localstack.part.PartFailed;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code ./parley up}, {@code down}, {@code status} and {@code logs}. */
@Command(
        name = "parley",
        description = "Runs Parley on this machine.",
        mixinStandardHelpOptions = true,
        subcommands = {UpCommand.class, DownCommand.class, StatusCommand.class, LogsCommand.class, UnpackCommand.class})
public final class LocalStackCommand {

    private LocalStackCommand() {}

    /** Exits with 0 if the command did what it says, 1 if not, 2 if it was not understood. */
    public static void main(String[] arguments) {
        // A library of ours logs through SLF4J and has nothing to say that a person should read.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(commandLine(System.err).execute(arguments));
    }

    static CommandLine commandLine(PrintStream errors) {
        return new CommandLine(new LocalStackCommand())
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, errors));
    }

    /** What people can act on is one message; what only we can is a stack trace. */
    private static int explain(Exception failure, PrintStream errors) {
        if (failure instanceof PartFailed || failure instanceof IllegalStateException) {
            errors.println(failure.getMessage());
        } else {
            failure.printStackTrace(errors);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
