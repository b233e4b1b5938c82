package dev.parley.agent;

import dev.parley.agent.setup.AgentSettings;
import dev.parley.agent.setup.AgentSetup;
import dev.parley.agent.setup.AgentWords;
import dev.parley.agent.setup.AgentWords.Order;
import dev.parley.agent.setup.FirstStart;
import dev.parley.agent.setup.Misunderstood;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** {@code ./parley agent}: brings the Ollama beside it into a pool. */
final class AgentProgram {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int NOT_UNDERSTOOD = 2;

    private final PrintStream out;
    private final PrintStream errors;
    private final BufferedReader in;
    private final Map<String, String> environment;

    private AgentProgram(PrintStream out, PrintStream errors, BufferedReader in, Map<String, String> environment) {
        this.out = out;
        this.errors = errors;
        this.in = in;
        this.environment = environment;
    }

    /** On the real ends of this process. */
    static AgentProgram onThisMachine() {
        return new AgentProgram(
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                new BufferedReader(
                        new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8)),
                System.getenv());
    }

    private static PrintStream utf8(FileDescriptor end) {
        return new PrintStream(new FileOutputStream(end), true, StandardCharsets.UTF_8);
    }

    /** The exit code, as {@link Parley#main} promises it. */
    int run(String... arguments) {
        AgentWords words;
        try {
            words = AgentWords.of(arguments);
        } catch (Misunderstood e) {
            errors.println(e.getMessage());
            errors.println("See ./parley agent --help");
            return NOT_UNDERSTOOD;
        }
        try {
            return run(words);
        } catch (Misunderstood e) {
            errors.println(e.getMessage());
        } catch (IOException e) {
            errors.println("The agent cannot keep its files: ".concat(String.valueOf(e)));
        }
        return FAILED;
    }

    private int run(AgentWords words) throws IOException, Misunderstood {
        if (words.has("--help")) {
            return help();
        }
        AgentSetup setup = new AgentSetup(words, environment);
        if (words.order() != Order.RUN) {
            return AgentOrders.give(words.order(), setup.folder(), out, errors);
        }
        if (words.has("--reset-config")) {
            setup.forget();
            out.println("The configuration is reset.");
        }
        if (words.has("--show-config")) {
            out.println(setup.shown());
            return DONE;
        }
        AgentSettings settings = setup.settings(new FirstStart(in, out, System.console()), System.console() != null);
        return AgentRun.of(settings, setup.folder(), words, in, out, errors).toItsEnd();
    }

    private int help() throws IOException {
        try (var text = AgentProgram.class.getResourceAsStream("agent-help.txt")) {
            if (text != null) {
                text.transferTo(out);
            }
        }
        return DONE;
    }
}
