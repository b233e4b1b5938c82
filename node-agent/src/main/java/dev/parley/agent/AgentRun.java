package dev.parley.agent;

import dev.parley.agent.control.ControlSocket;
import dev.parley.agent.journal.AgentLog;
import dev.parley.agent.ollama.Catalogue;
import dev.parley.agent.ollama.Offer;
import dev.parley.agent.ollama.OllamaNode;
import dev.parley.agent.setup.AgentFolder;
import dev.parley.agent.setup.AgentSettings;
import dev.parley.agent.setup.AgentWords;
import dev.parley.agent.setup.Misunderstood;
import dev.parley.agent.setup.TokenSource;
import dev.parley.agent.tunnel.Dialling;
import dev.parley.agent.tunnel.Held;
import dev.parley.agent.tunnel.Identity;
import dev.parley.agent.tunnel.Loop;
import dev.parley.agent.tunnel.Surroundings;
import dev.parley.agent.tunnel.TunnelAgent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** An agent at work, from its first connection to its last answer. */
final class AgentRun {

    /** Ollama is looked at so often: what is loaded and unloaded there moves the pool's choice, and a look costs nothing. */
    private static final int LOOK_EVERY_SECONDS = 5;

    /** They move bytes and never wait, so a few are enough for any number of streams. */
    private static final int NETWORK_THREADS = 3;

    private final AgentSettings settings;
    private final AgentFolder folder;
    private final boolean isTest;
    private final BufferedReader in;
    private final PrintStream out;
    private final AgentLog log;
    private final Loop loop;
    private final OllamaNode node;
    private final Offer offer;
    private final CatalogueWatch watch;
    private final TunnelAgent agent;
    private volatile Catalogue catalogue;
    private volatile boolean isLeaving;
    private @Nullable ControlSocket control;

    private AgentRun(
            AgentSettings settings,
            TokenSource token,
            AgentFolder folder,
            boolean isTest,
            BufferedReader in,
            PrintStream out,
            AgentLog log)
            throws Misunderstood {
        this.settings = settings;
        this.folder = folder;
        this.isTest = isTest;
        this.in = in;
        this.out = out;
        this.log = log;
        this.loop = new Loop(failure -> log.error("This is a fault of the agent: " + trace(failure)));
        ExecutorService network = Executors.newFixedThreadPool(NETWORK_THREADS, AgentRun::daemon);
        this.node = new OllamaNode(settings.ollama(), network);
        this.offer = new Offer(settings.model());
        this.watch = new CatalogueWatch(node, offer, log);
        this.catalogue = watch.look();
        this.agent = new TunnelAgent(
                new Dialling(client(settings, network), settings.server().uri()),
                token,
                new Surroundings(loop, node, offer::has, settings.stream(), new Held(), log, System::nanoTime),
                new Identity(program(), settings.name(), settings.capacity(), settings.stream()),
                watch.announced(catalogue, false),
                new Random(),
                isTest);
    }

    static AgentRun of(
            AgentSettings settings,
            AgentFolder folder,
            AgentWords words,
            BufferedReader in,
            PrintStream out,
            PrintStream errors)
            throws Misunderstood {
        boolean isTest = words.has("--test");
        TokenSource token = settings.token();
        if (token == null) {
            throw new Misunderstood("There is no token: use --force-token, --token-file or PARLEY_TOKEN");
        }
        if (!isTest && ControlSocket.tell(folder.control(), "status").isPresent()) {
            throw new Misunderstood("An agent runs already with " + folder.config()
                    + ": ./parley agent stop ends it, --config-dir makes room for another");
        }
        AgentLog log = new AgentLog(folder.log(), errors, isTest || words.has("--debug"), Clock.systemDefaultZone());
        log.blotOut(token.token());
        return new AgentRun(settings, token, folder, isTest, in, out, log);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "network");
        thread.setDaemon(true);
        return thread;
    }

    private static String trace(Throwable failure) {
        StringBuilder text = new StringBuilder(failure.toString());
        for (StackTraceElement each : failure.getStackTrace()) {
            text.append(" at ").append(each);
        }
        return text.toString();
    }

    private static String program() {
        String version = AgentRun.class.getPackage().getImplementationVersion();
        return "parley/" + (version == null ? "0" : version);
    }

    private static HttpClient client(AgentSettings settings, ExecutorService network) throws Misunderstood {
        try {
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .sslContext(Trust.in(settings.ca()))
                    .executor(network)
                    .build();
        } catch (IOException | GeneralSecurityException e) {
            throw new Misunderstood("--ca: " + settings.ca() + " is no file of certificates: " + e.getMessage());
        }
    }

    /** Returns the exit code when everything is over. */
    int toItsEnd() {
        log.info("Node " + settings.name() + ": " + settings.ollama() + " for " + settings.server() + ", models "
                + settings.model() + ", capacity " + settings.capacity()
                + (settings.stream() ? "" : ", each answer when it is whole (--stream: as it comes)"));
        TwoCtrlC.listen(this::leave, this::closeControl);
        start("catalogue", this::keepLooking);
        if (isTest) {
            start(
                    "trial",
                    new TrialPrompt(
                            in, out, node, offer, () -> catalogue, settings.stream(), loop, agent, log, this::leave));
        } else {
            listen();
        }
        boolean isGood = awaitTheEnd();
        closeControl();
        loop.close();
        log.info(isGood ? "Left, with everything answered." : "Ended.");
        return isGood ? 0 : 1;
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void keepLooking() {
        try {
            while (!isLeaving) {
                TimeUnit.SECONDS.sleep(LOOK_EVERY_SECONDS);
                Catalogue seen = watch.look();
                catalogue = seen;
                loop.execute(() ->
                        agent.announce(watch.announced(seen, agent.announced().paused())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try {
            control = ControlSocket.listen(folder.control(), this::obey);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            log.warning("pause and resume will not reach this agent: " + e.getMessage());
        }
    }

    private void closeControl() {
        if (control != null) {
            control.close();
        }
    }

    private String obey(String word) {
        switch (word) {
            case "pause":
            case "resume":
                loop.execute(() -> agent.announce(watch.announced(catalogue, word.equals("pause"))));
                log.info(word.equals("pause") ? "Paused: what runs is finished, nothing new is taken" : "Resumed");
                return answer();
            case "stop":
                leave();
                return answer();
            case "status":
                return answer();
            default:
                return "unknown (expected: pause, resume, status or stop)";
        }
    }

    private String answer() {
        java.util.concurrent.CompletableFuture<String> state = new java.util.concurrent.CompletableFuture<>();
        loop.execute(() -> state.complete(settings.name() + ": " + agent.state() + ", "
                + agent.announced().models().size() + " model(s)"));
        return state.completeOnTimeout("busy", 2, TimeUnit.SECONDS).join();
    }

    private void leave() {
        if (!isLeaving) {
            isLeaving = true;
            loop.execute(() -> {
                int working = agent.working();
                if (working > 0) {
                    log.info("Leaving: nothing new is taken, " + working
                            + " request(s) are being finished (Ctrl-C again ends at once)");
                }
                agent.leave();
            });
        }
    }

    private boolean awaitTheEnd() {
        while (true) {
            try {
                return agent.end().get(LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException notYet) {
                if (isLeaving) {
                    loop.execute(() -> log.info("Still waiting for " + agent.working() + " request(s)"));
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
