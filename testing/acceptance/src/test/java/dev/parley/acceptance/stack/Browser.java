package dev.parley.acceptance.stack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A Chromium without a window, driven over its
 * <a href="https://chromedevtools.github.io/devtools-protocol/">DevTools protocol</a>: it clicks where a person would, with the
 * mouse, and types with the keyboard. Where no Chromium is installed a test is skipped, and fails if {@code CI} is set.
 */
public final class Browser implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final WebSocket socket;

    private Browser(Process process, URI target) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(target, new Answers())
                .join();
        ask("Runtime.enable", Map.of());
        ask("Log.enable", Map.of());
        ask("Page.enable", Map.of());
    }

    /** Opens one with a profile of its own. */
    public static Browser open(Path scratch) {
        Optional<Path> program = program();
        if (program.isEmpty() && System.getenv("CI") != null) {
            throw new AssertionError("no Chromium in the PATH, but CI is set (expected: one of " + NAMES + ")");
        }
        assumeTrue(program.isPresent(), "no Chromium in the PATH: pages are not tried");
        try {
            Path profile = Files.createTempDirectory(scratch, "browser");
            Process process = new ProcessBuilder(
                            program.get().toString(),
                            "--headless=new",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-dev-shm-usage",
                            "--window-size=1280,900",
                            "--remote-debugging-port=0",
                            "--user-data-dir=" + profile,
                            "about:blank")
                    .redirectErrorStream(true)
                    .redirectOutput(profile.resolve("output").toFile())
                    .start();
            return new Browser(process, target(profile.resolve("DevToolsActivePort")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> program() {
        return NAMES.stream()
                .flatMap(name -> Arrays.stream(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static URI target(Path portFile) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        () -> {
                            String port = Files.readAllLines(portFile).get(0);
                            JsonNode targets = new Gateway(URI.create("http://127.0.0.1:" + port)).read("/json");
                            return URI.create(
                                    targets.get(0).path("webSocketDebuggerUrl").asText());
                        },
                        target -> target.getScheme() != null);
    }

    /** Goes to a page and waits until it has loaded. */
    public void go(URI page) {
        ask("Page.navigate", Map.of("url", page.toString()));
        await("document.readyState === 'complete' && location.href.startsWith('" + page + "')");
    }

    /** Waits until an expression of JavaScript is true. */
    public void await(String expression) {
        Awaitility.await(expression)
                .atMost(PATIENCE)
                .until(() -> evaluate(expression).asBoolean());
    }

    /** Waits until a text stands somewhere on the page. */
    public void awaitText(String text) {
        await("document.body.innerText.includes(" + Json.write(text) + ")");
    }

    /** The value of an expression. */
    public JsonNode evaluate(String expression) {
        JsonNode answer =
                ask("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Presses the button with this name, once it is there and can be pressed. */
    public void press(String name) {
        String button = "[...document.querySelectorAll('button')].find(b => b.textContent === " + Json.write(name)
                + " && !b.disabled && b.offsetParent)";
        await("Boolean(" + button + ")");
        JsonNode at = evaluate("(() => { const b = " + button + "; b.scrollIntoView({block: 'center'});"
                + " const r = b.getBoundingClientRect(); return {x: r.x + r.width / 2, y: r.y + r.height / 2}; })()");
        for (String type : List.of("mousePressed", "mouseReleased")) {
            Map<String, Object> mouse = new LinkedHashMap<>();
            mouse.put("type", type);
            mouse.put("x", at.path("x").asDouble());
            mouse.put("y", at.path("y").asDouble());
            mouse.put("button", "left");
            mouse.put("clickCount", 1);
            ask("Input.dispatchMouseEvent", mouse);
        }
    }

    /** Types into the field that a selector finds, in place of what is there. */
    public void type(String selector, String text) {
        await("Boolean(document.querySelector(" + Json.write(selector) + "))");
        evaluate(
                "(() => { const f = document.querySelector(" + Json.write(selector) + "); f.focus(); f.select(); })()");
        ask("Input.insertText", Map.of("text", text));
    }

    /** What the page complained of: exceptions, and errors in its console, as broken rules of its security policy. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    private JsonNode ask(String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        socket.sendText(Json.write(Map.of("id", id, "method", method, "params", parameters)), true)
                .join();
        return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        socket.abort();
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
    }

    /** Answers to what was asked, and what the page says unasked. */
    private final class Answers implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                heard(Json.read(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }

        private void heard(JsonNode message) {
            CompletableFuture<JsonNode> waiting =
                    asked.remove(message.path("id").asInt());
            if (waiting != null) {
                waiting.complete(message.path("result"));
            } else if (message.path("method").asText().equals("Runtime.exceptionThrown")
                    || message.at("/params/entry/level").asText().equals("error")) {
                complaints.add(message.path("params").toString());
            }
        }
    }
}
