package dev.parley.agent;

import dev.parley.agent.rehearsal.Stage;
import dev.parley.agent.screen.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * What the script runs at the end of a build with {@code -XX:ArchiveClassesAtExit}: the classes noted then let {@code talk}
 * show its first word a third sooner.
 */
@Command(name = "rehearse", hidden = true)
final class RehearseCommand implements Callable<Integer> {

    private static final Map<String, String> ON_A_TERMINAL = Map.of("PARLEY_TERMINAL", "yes", "TERM", "xterm");

    @Override
    public Integer call() throws IOException {
        try (Stage stage = Stage.open()) {
            int told = talk(stage, ON_A_TERMINAL);
            int printed = talk(stage, Map.of(), "--json");
            return Math.max(told, printed);
        }
    }

    private static int talk(Stage stage, Map<String, String> environment, String... more) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        TalkCommand talk = new TalkCommand(new Terminal(environment), Optional.empty(), Optional.empty());
        Stream<String> words = Stream.of("talk", "--gateway", stage.url(), "A rehearsal");
        return ParleyCommand.commandLine(talk, Optional.empty(), nowhere, nowhere)
                .execute(Stream.concat(words, Stream.of(more)).toArray(String[]::new));
    }
}
