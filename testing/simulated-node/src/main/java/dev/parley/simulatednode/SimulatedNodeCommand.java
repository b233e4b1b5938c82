package dev.parley.simulatednode;

import dev.parley.simulatednode.json.GoJson;
import dev.parley.simulatednode.selfcheck.Difference;
import dev.parley.simulatednode.selfcheck.SelfCheck;
import dev.parley.simulatednode.settings.NodeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: starts one node, says where it is in one line of JSON, and runs until it is told to stop. */
@Command(
        name = "simulated-node",
        mixinStandardHelpOptions = true,
        description = "An Ollama without a model: faithful by default, misbehaving on request.")
public final class SimulatedNodeCommand implements Callable<Integer> {

    /** The status that a shell shows for a process killed by signal 9. */
    private static final int KILLED = 137;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "address to listen on (${DEFAULT-VALUE})")
    private String host;

    @Option(names = "--port", defaultValue = "0", description = "port of the Ollama surface; 0 for a free one")
    private int port;

    @Option(names = "--control-port", defaultValue = "0", description = "port of the control surface; 0 for a free one")
    private int controlPort;

    @Option(
            names = "--model",
            description = "an installed model as NAME or NAME=capability,capability; may be repeated")
    private @Nullable List<String> models;

    @Option(names = "--fault", description = "a fault from the start, such as F11;after=3; may be repeated")
    private @Nullable List<String> faults;

    @Option(names = "--script", description = "a file whose text is an answer of mode script; may be repeated")
    private @Nullable List<Path> scripts;

    @Option(names = "--set", description = "any other setting as name=value; may be repeated")
    private @Nullable Map<String, String> settings;

    @Option(names = "--fixture-replay", description = "replay the recorded exchanges against this program and exit")
    private boolean fixtureReplay;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (fixtureReplay) {
            return replay();
        }
        CountDownLatch stopped = new CountDownLatch(1);
        SimulatedNode node =
                wished().onKill(() -> Runtime.getRuntime().halt(KILLED)).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            node.close();
            stopped.countDown();
        }));
        if (scripts != null) {
            node.script(texts(scripts));
        }
        announce(node);
        stopped.await();
        return 0;
    }

    private SimulatedNode.Builder wished() {
        SimulatedNode.Builder builder =
                SimulatedNode.builder().host(host).port(port).controlPort(controlPort);
        try {
            if (models != null) {
                builder.models(models.toArray(new String[0]));
            }
            if (faults != null) {
                faults.forEach(builder::fault);
            }
            if (settings != null) {
                new TreeMap<>(settings).forEach((name, value) -> builder.set(name.replace('-', '_'), value));
            }
            return builder;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** 0 when every recorded exchange came out as it was recorded. */
    private static int replay() {
        List<Difference> differences = FixtureReplay.all();
        differences.forEach(System.out::println);
        System.out.println(SelfCheck.ids().size() + " exchanges, " + differences.size() + " differences");
        return differences.isEmpty() ? 0 : 1;
    }

    private String[] texts(List<Path> files) {
        try {
            List<String> texts = new ArrayList<>();
            for (Path file : files) {
                texts.add(Files.readString(file));
            }
            return texts.toArray(new String[0]);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "--script: " + e.getMessage() + " cannot be read", e);
        }
    }

    private static void announce(SimulatedNode node) {
        System.out.println(GoJson.object()
                .put("name", node.name())
                .put("url", node.url())
                .put("control_url", node.controlUri().toString())
                .put("pid", ProcessHandle.current().pid()));
        System.out.flush();
    }

    /** Every setting of a node is an option too: {@code tokens_per_second} is {@code --tokens-per-second}. */
    private static List<String> translated(String... arguments) {
        List<String> translated = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String[] option = arguments[i].split("=", 2);
            String setting = option[0].startsWith("--") ? option[0].substring(2).replace('-', '_') : "";
            if (NodeSettings.names().contains(setting)) {
                String value = option.length > 1 ? option[1] : i + 1 < arguments.length ? arguments[++i] : "true";
                translated.add("--set");
                translated.add(setting + "=" + value);
            } else {
                translated.add(arguments[i]);
            }
        }
        return translated;
    }

    public static void main(String... arguments) {
        int status = new CommandLine(new SimulatedNodeCommand())
                .execute(translated(arguments).toArray(new String[0]));
        System.exit(status);
    }
}
