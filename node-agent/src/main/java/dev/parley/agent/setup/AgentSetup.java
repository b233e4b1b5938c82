package dev.parley.agent.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes settings of words, environment and file, in this order. What was said by a flag is kept for the next start; the
 * environment, a token file, {@code --port}, {@code --test} and {@code --debug} are for this one.
 */
public final class AgentSetup {

    /** By key of the file: the flag that says it, and what is meant where nobody says anything. */
    private static final String[][] KEPT = {
        {"token", "--force-token", ""},
        {"model", "--force-model", "llama2"},
        {"ollama_host", "--ollama-host", "localhost"},
        {"ollama_port", "--ollama-port", "11434"},
        {"stream_mode", "", "true"},
        {"server", "--server", "localhost"},
        {"ca", "--ca", ""},
        {"name", "--name", ""},
        {"capacity", "--capacity", "4"},
    };

    /** More would be more than any node works on, and each takes memory. */
    private static final int MOST_CAPACITY = 1000;

    private static final int MOST_PORT = 65_535;

    private final AgentWords words;
    private final Map<String, String> environment;
    private final AgentFolder folder;

    /** For these words. */
    public AgentSetup(AgentWords words, Map<String, String> environment) {
        this.words = words;
        this.environment = environment;
        this.folder = AgentFolder.of(words.value("--config-dir"), environment);
    }

    /** Where the agent keeps what is its own. */
    public AgentFolder folder() {
        return folder;
    }

    /** The settings as they would be, for people; changes nothing and asks nobody. */
    public String shown() throws IOException, Misunderstood {
        ConfigFile file = ConfigFile.read(folder.config());
        put(file);
        return "Configuration (" + folder.config() + (file.isThere() ? "):\n" : ", not written yet):\n")
                + settings(file).shown() + "\n  log          " + folder.log();
    }

    /** Forgets what earlier starts were told. */
    public void forget() throws IOException {
        ConfigFile.remove(folder.config());
    }

    /**
     * The settings, after asking for what a first start needs. Questions are asked where nothing is configured and nobody
     * gave a token, or somebody sits at the terminal.
     */
    public AgentSettings settings(FirstStart questions, boolean somebodyIsThere) throws IOException, Misunderstood {
        ConfigFile file = ConfigFile.read(folder.config());
        put(file);
        boolean hasToken = !file.value("token").isEmpty() || elsewhere() != null;
        if (!file.isThere() && (somebodyIsThere || !hasToken)) {
            questions.ask(file, hasToken, words);
        }
        AgentSettings settings = settings(file);
        file.write();
        return settings;
    }

    private void put(ConfigFile file) {
        for (String[] each : KEPT) {
            String said = each[1].isEmpty() ? null : words.value(each[1]);
            if (said != null) {
                file.put(each[0], said.strip());
            }
        }
        if (words.has("--stream") || words.has("--no-stream")) {
            file.put("stream_mode", words.has("--stream") ? "true" : "false");
        }
        String ca = words.value("--ca");
        if (ca != null && !ca.isEmpty()) {
            file.put("ca", Path.of(ca).toAbsolutePath().toString());
        }
    }

    private AgentSettings settings(ConfigFile file) throws Misunderstood {
        String port = words.value("--port");
        return new AgentSettings(
                token(file),
                model(value(file, "model")),
                host(value(file, "ollama_host")),
                number("ollama_port", value(file, "ollama_port"), MOST_PORT),
                stream(value(file, "stream_mode")),
                ServerAddress.of(value(file, "server"), port == null ? null : number("--port", port, MOST_PORT)),
                ca(value(file, "ca")),
                NodeName.of(value(file, "name"), environment),
                number("capacity", value(file, "capacity"), MOST_CAPACITY));
    }

    private static String value(ConfigFile file, String key) {
        String said = file.value(key);
        return said.isEmpty() ? usual(key) : said;
    }

    static String usual(String key) {
        for (String[] each : KEPT) {
            if (each[0].equals(key)) {
                return each[2];
            }
        }
        throw new IllegalArgumentException(key);
    }

    private @Nullable TokenSource token(ConfigFile file) throws Misunderstood {
        String forced = words.value("--force-token");
        if (forced != null) {
            return TokenSource.said("--force-token", forced);
        }
        TokenSource elsewhere = elsewhere();
        if (elsewhere != null) {
            return elsewhere;
        }
        String kept = file.value("token");
        return kept.isEmpty() ? null : TokenSource.said("configuration", kept);
    }

    private @Nullable TokenSource elsewhere() throws Misunderstood {
        String file = words.value("--token-file");
        if (file != null) {
            return TokenSource.in(Path.of(file));
        }
        String said = environment.get("PARLEY_TOKEN");
        return said == null || said.isBlank() ? null : TokenSource.said("PARLEY_TOKEN", said);
    }

    private static String model(String said) throws Misunderstood {
        for (int at = 0; at < said.length(); at++) {
            if (at > 4096 || said.charAt(at) < ' ') {
                throw new Misunderstood("model: (expected: names with commas between, or * for all)");
            }
        }
        return said;
    }

    static String host(String said) throws Misunderstood {
        if (said.contains("/") || said.contains("@") || said.contains(" ")) {
            throw new Misunderstood("ollama_host: " + said + " (expected: a host without port, e.g. 192.168.1.100)");
        }
        return said;
    }

    private static boolean stream(String said) throws Misunderstood {
        if (said.equalsIgnoreCase("true") || said.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(said);
        }
        throw new Misunderstood("stream_mode: " + said + " (expected: true or false)");
    }

    static int number(String name, String said, int most) throws Misunderstood {
        try {
            int number = Integer.parseInt(said.strip());
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new Misunderstood(name + ": " + said + " (expected: 1 to " + most + ")");
        }
        throw new Misunderstood(name + ": " + said + " (expected: 1 to " + most + ")");
    }

    private static @Nullable Path ca(String said) throws Misunderstood {
        if (said.isEmpty()) {
            return null;
        }
        if (!Files.isReadable(Path.of(said))) {
            throw new Misunderstood("ca: " + said + " cannot be read (expected: a PEM file with certificates)");
        }
        return Path.of(said);
    }
}
