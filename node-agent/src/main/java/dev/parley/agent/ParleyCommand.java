package dev.parley.agent;

import dev.parley.agent.screen.Terminal;
import dev.parley.agent.stack.LauncherJar;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The program behind {@code ./parley talk} and {@code ./parley keys}. */
@Command(name = "parley", description = "Talks to Parley.", mixinStandardHelpOptions = true)
public final class ParleyCommand {

    private ParleyCommand() {}

    /** Exits with 0 if what was asked for came about, 1 if not, 2 if it was not understood, 130 on Ctrl-C. */
    public static void main(String[] arguments) {
        Optional<String> key = Optional.ofNullable(System.getenv("PARLEY_KEY")).filter(said -> !said.isBlank());
        TalkCommand talk = new TalkCommand(new Terminal(System.getenv()), key, LauncherJar.named());
        System.exit(commandLine(talk, key, utf8(FileDescriptor.out), utf8(FileDescriptor.err))
                .execute(arguments));
    }

    static CommandLine commandLine(TalkCommand talk, Optional<String> key, PrintWriter out, PrintWriter errors) {
        CommandLine commandLine = new CommandLine(new ParleyCommand())
                .addSubcommand(talk)
                .addSubcommand(KeysCommand.with(key))
                .addSubcommand(new RehearseCommand())
                .setOut(out)
                .setErr(errors);
        return commandLine.setParameterExceptionHandler((misunderstood, given) -> explain(misunderstood, errors));
    }

    private static int explain(ParameterException misunderstood, PrintWriter errors) {
        errors.println(misunderstood.getMessage());
        errors.println("See ./%s --help"
                .formatted(misunderstood.getCommandLine().getCommandSpec().qualifiedName()));
        return CommandLine.ExitCode.USAGE;
    }

    /** Whatever the locale says: models speak every language, and programs that read JSON expect this. */
    private static PrintWriter utf8(FileDescriptor end) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(end), StandardCharsets.UTF_8), true);
    }
}
