package dev.parley.agent.tunnel;

import dev.parley.agent.setup.Misunderstood;
import dev.parley.agent.setup.TokenSource;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Keeps a tunnel open: dials, and dials again whenever it ends, until it is told to leave. */
public final class TunnelAgent {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Dialling dialling;
    private final TokenSource token;
    private final Surroundings around;
    private final Identity identity;
    private final Delays delays;
    private final boolean isTest;
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private Announced announced;
    private @Nullable Tunnel tunnel;
    private boolean wasWelcome;
    private boolean isLeaving;
    private String state = "connecting";

    /**
     * For this server.
     *
     * @param announced what the pool is told first
     * @param isTest whether somebody tests Ollama with it, who wants to go on without a server
     */
    public TunnelAgent(
            Dialling dialling,
            TokenSource token,
            Surroundings around,
            Identity identity,
            Announced announced,
            RandomGenerator random,
            boolean isTest) {
        this.dialling = dialling;
        this.token = token;
        this.around = around;
        this.identity = identity;
        this.announced = announced;
        this.delays = new Delays(random);
        this.isTest = isTest;
        around.loop().every(SECOND, this::tick);
        around.loop().execute(this::dial);
    }

    /** Completes when it has left: true if everything was answered, false if it cannot go on. */
    public CompletableFuture<Boolean> end() {
        return end;
    }

    /** On the loop: how it stands, for people. */
    public String state() {
        Tunnel open = tunnel;
        return (open != null && open.isWelcome() ? "connected" : state)
                + (announced.paused() ? ", paused" : "")
                + (isLeaving ? ", leaving" : "")
                + ", " + working() + " request(s) under way";
    }

    /** On the loop: requests that are not answered yet. */
    public int working() {
        Tunnel open = tunnel;
        return open == null ? 0 : open.working();
    }

    /** On the loop: where test answers go; null while no server listens. */
    public @Nullable OwnTest test() {
        Tunnel open = tunnel;
        return open == null ? null : open.test();
    }

    /** On the loop: what the pool is told. */
    public Announced announced() {
        return announced;
    }

    /** On the loop: this has changed. */
    public void announce(Announced now) {
        announced = now;
        if (tunnel != null) {
            tunnel.announce(now);
        }
    }

    /** On the loop: nothing new, and away when all is answered. */
    public void leave() {
        isLeaving = true;
        Tunnel open = tunnel;
        if (open != null && open.isWelcome()) {
            open.drain();
        } else {
            if (open != null) {
                open.abort();
            }
            end.complete(true);
        }
    }

    private void tick() {
        if (tunnel != null) {
            tunnel.tick();
        }
    }

    private void dial() {
        if (isLeaving) {
            return;
        }
        state = "connecting";
        try {
            String now = token.token();
            around.log().blotOut(now);
            around.log().debug("Connecting to " + dialling.uri());
            // Of two that come about late only the last is ours; the first is dropped by who replaces it.
            dialling.dial(
                    now,
                    new SocketEars(around.loop(), this::opened),
                    failure -> around.loop().execute(() -> ended(failure)));
        } catch (Misunderstood e) {
            ended(Ending.of(Ending.Why.LOST, String.valueOf(e.getMessage())));
        }
    }

    private Tunnel opened(WebSocket socket) {
        Tunnel[] made = new Tunnel[1];
        Consumer<Ending> onEnd = how -> {
            if (tunnel == made[0]) {
                Duration age = made[0].age();
                wasWelcome = wasWelcome || !age.isZero();
                if (age.compareTo(Delays.STABLE) >= 0) {
                    delays.reset();
                }
                tunnel = null;
                ended(how);
            }
        };
        Tunnel opened = new Tunnel(new SocketLine(socket), around, identity, announced, onEnd);
        made[0] = opened;
        tunnel = opened;
        if (isLeaving) {
            opened.abort();
        }
        return opened;
    }

    private void ended(Ending how) {
        if (isLeaving || how.why() == Ending.Why.DRAINED) {
            end.complete(how.why() == Ending.Why.DRAINED || how.why() == Ending.Why.LEAVING);
            return;
        }
        boolean isHopeless = how.why() == Ending.Why.REPLACED || how.why() == Ending.Why.TOKEN && !wasWelcome;
        if (isHopeless && !isTest) {
            around.log().error(how.message());
            end.complete(false);
            return;
        }
        Duration delay = delay(how);
        state = "not connected";
        String line = how.message() + (how.message().matches(".*[.?!]") ? "" : ".") + " Trying again in "
                + Math.round(delay.toMillis() / 1000.0) + " s";
        switch (how.why()) {
            case REFUSED, TOKEN, REPLACED -> around.log().error(line);
            default -> around.log().warning(line);
        }
        around.loop().after(delay, this::dial);
    }

    private Duration delay(Ending how) {
        Duration asked = how.after();
        return switch (how.why()) {
            case LOST, DRAINED -> delays.next();
            case LEAVING -> delays.soon();
            case LATER -> asked == null ? delays.next() : delays.about(asked);
            case REFUSED, TOKEN, REPLACED -> delays.slow();
        };
    }
}
