package dev.parley.agent.setup;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Asks what a first start needs, and asks again where an answer cannot be meant. An empty answer is the usual one. */
public final class FirstStart {

    private static final int PATIENCE = 3;

    private final BufferedReader in;
    private final PrintStream out;
    private final @Nullable Console console;

    /**
     * Asks here.
     *
     * @param console hides the token while it is typed; null where there is none
     */
    public FirstStart(BufferedReader in, PrintStream out, @Nullable Console console) {
        this.in = in;
        this.out = out;
        this.console = console;
    }

    /** One answer that has been checked, or its complaint. */
    private interface Check {
        void of(String answer) throws Misunderstood;
    }

    void ask(ConfigFile file, boolean hasToken, AgentWords words) throws IOException, Misunderstood {
        out.println("Nothing is configured yet. Press Enter for what is in brackets.");
        if (!hasToken) {
            ask(file, "token", "Token for the server", answer -> TokenSource.said("your answer", answer));
        }
        if (!words.has("--force-model")) {
            ask(file, "model", "Ollama model that serves requests (* for all)", answer -> {});
        }
        if (!words.has("--ollama-host")) {
            ask(file, "ollama_host", "Host of Ollama", AgentSetup::host);
        }
        if (!words.has("--ollama-port")) {
            ask(file, "ollama_port", "Port of Ollama", answer -> AgentSetup.number("Port", answer, 65_535));
        }
        if (!words.has("--stream") && !words.has("--no-stream")) {
            ask(file, "stream_mode", "Pass answers on as they come, true or false", FirstStart::yesOrNo);
            file.put("stream_mode", file.value("stream_mode").matches("(?i)false|no?") ? "false" : "true");
        }
        if (!words.has("--server")) {
            ask(file, "server", "Server (host, host:port or URL)", answer -> ServerAddress.of(answer, null));
        }
    }

    private void ask(ConfigFile file, String key, String question, Check check) throws IOException, Misunderstood {
        String usual = AgentSetup.usual(key);
        for (int tries = 1; ; tries++) {
            out.print(question + (usual.isEmpty() ? ": " : " [" + usual + "]: "));
            out.flush();
            String answer = key.equals("token") ? secret() : in.readLine();
            if (answer == null && usual.isEmpty()) {
                out.println();
                throw new Misunderstood("No token was given: answer the question, or use --force-token, --token-file or"
                        + " PARLEY_TOKEN");
            }
            String meant = answer == null || answer.isBlank() ? usual : answer.strip();
            try {
                check.of(meant);
                file.put(key, meant);
                return;
            } catch (Misunderstood e) {
                if (tries == PATIENCE) {
                    throw e;
                }
                out.println(e.getMessage());
            }
        }
    }

    private @Nullable String secret() throws IOException {
        if (console == null) {
            return in.readLine();
        }
        char[] typed = console.readPassword();
        return typed == null ? null : new String(typed);
    }

    private static void yesOrNo(String answer) throws Misunderstood {
        if (!answer.matches("(?i)true|false|y|n|yes|no")) {
            throw new Misunderstood(answer + " (expected: true or false)");
        }
    }
}
