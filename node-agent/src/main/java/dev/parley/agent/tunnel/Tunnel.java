package dev.parley.agent.tunnel;

import dev.parley.agent.ollama.AllowedPaths;
import dev.parley.agent.ollama.NodeFault;
import dev.parley.protocol.tunnel.TunnelFrame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from its opening to its end. Believes nothing that the other side says: what is not in the contract ends
 * it, with a reason. Everything happens on the loop.
 */
final class Tunnel {

    /** Room beside the work for looks at what Ollama has. */
    private static final int BESIDES = 16;

    /** A welcome is the first thing that a server does. */
    private static final Duration PATIENCE_WITH_WELCOME = Duration.ofSeconds(10);

    /** For a goodbye to leave, on a line that may be dead. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Line line;
    private final Surroundings around;
    private final Identity identity;
    private final Consumer<Ending> onEnd;
    private final Outbox outbox;
    private final Map<Long, ServedMessage> open = new HashMap<>();
    private final long began;
    private Announced announced;
    private @Nullable Bounds bounds;
    private @Nullable Ending refusal;
    private long welcomed;
    private long heard;
    private long pinged;
    private long lastId;
    private boolean isDraining;
    private boolean isLeft;
    private boolean isOver;
    private @Nullable OwnTest test;

    Tunnel(Line line, Surroundings around, Identity identity, Announced announced, Consumer<Ending> onEnd) {
        this.line = line;
        this.around = around;
        this.identity = identity;
        this.announced = announced;
        this.onEnd = onEnd;
        this.outbox = new Outbox(line, around.loop(), failure -> broke("sending failed: " + failure));
        this.began = now();
        this.heard = began;
        outbox.send(announced.hello(identity));
    }

    private long now() {
        return around.nanos().getAsLong();
    }

    /** Whether the server has let us in. */
    boolean isWelcome() {
        return bounds != null && !isOver;
    }

    /** How long it has been in; zero if it never was. */
    Duration age() {
        return bounds == null ? Duration.ZERO : Duration.ofNanos(now() - welcomed);
    }

    /** Requests that are not answered yet. */
    int working() {
        return (int) open.values().stream().filter(ServedMessage::isWorking).count();
    }

    private boolean hasRoomFor(ServedMessage message) {
        return message.isWork()
                ? open.values().stream()
                                .filter(each -> each.isWorking() && each.isWork())
                                .count()
                        < identity.capacity()
                : working() < identity.capacity() + BESIDES;
    }

    /** Where test answers go; null as long as nobody listens. */
    @Nullable
    OwnTest test() {
        return isWelcome() ? test : null;
    }

    /** Tells what is different now. */
    void announce(Announced now) {
        boolean isNew = !now.equals(announced);
        announced = now;
        if (isNew && isWelcome() && !isDraining) {
            outbox.send(now.state(identity.capacity()));
        }
    }

    /** Takes nothing new, finishes what is open, leaves. */
    void drain() {
        if (!isDraining && !isOver) {
            isDraining = true;
            outbox.send(new TunnelFrame.Goodbye("draining"));
            leaveIfIdle();
        }
    }

    private void leaveIfIdle() {
        if (isDraining && working() == 0 && !isLeft) {
            isLeft = true;
            outbox.whenEmpty(() -> {
                var unused = line.close(TunnelFrame.CLOSE_LEAVING, "drained")
                        .orTimeout(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
                        .whenComplete((said, failure) -> around.loop()
                                .execute(() -> over(Ending.of(Ending.Why.DRAINED, "everything is answered"))));
            });
        }
    }

    /** Drops everything. */
    void abort() {
        line.abort();
        over(Ending.of(Ending.Why.LOST, "ended here"));
    }

    /** Any sign of life. */
    void heard() {
        heard = now();
    }

    /** Called about once a second. */
    void tick() {
        if (isOver) {
            return;
        }
        if (seconds(heard) >= TunnelFrame.SILENCE_SECONDS) {
            broke("nothing was heard for " + seconds(heard) + " s");
        } else if (bounds == null && seconds(began) >= PATIENCE_WITH_WELCOME.toSeconds()) {
            broke("it did not answer our hello");
        } else {
            if (bounds != null && seconds(pinged) >= bounds.pingSeconds()) {
                pinged = now();
                line.ping();
            }
            new ArrayList<>(open.values()).forEach(ServedMessage::tick);
        }
    }

    private long seconds(long since) {
        return Duration.ofNanos(now() - since).toSeconds();
    }

    /** A control frame came. */
    void frame(String text) {
        if (isOver) {
            return;
        }
        try {
            TunnelFrame frame = FrameJson.read(text);
            if (!(frame instanceof TunnelFrame.Credit)) {
                around.log().debug("Server: " + text);
            }
            take(frame);
            outbox.whenRoom(line::more);
        } catch (FrameFault e) {
            fault(e);
        }
    }

    /** A piece of a body came. */
    void piece(ByteBuffer bytes) {
        if (isOver) {
            return;
        }
        try {
            Bounds known = bounds;
            if (known == null || bytes.remaining() <= TunnelFrame.ID_BYTES) {
                throw new FrameFault("it sent a piece of a body without a message");
            }
            ServedMessage message = message(bytes.getLong());
            if (bytes.remaining() > known.maxFrame()) {
                throw new FrameFault("it sent a frame of " + bytes.remaining() + " bytes");
            }
            if (message != null) {
                message.body(bytes.slice());
            }
            outbox.whenRoom(line::more);
        } catch (FrameFault e) {
            fault(e);
        }
    }

    /** It cannot be what it says it is. */
    void fault(FrameFault why) {
        if (!isOver) {
            var unused = line.close(TunnelFrame.CLOSE_REFUSED, "frame_invalid");
            around.loop().after(LAST_WORDS, line::abort);
            over(Ending.of(Ending.Why.LOST, "The server does not keep to the contract: " + why.getMessage()));
        }
    }

    /** The connection is gone. */
    void broke(String why) {
        line.abort();
        over(Ending.of(Ending.Why.LOST, "The connection broke: " + why));
    }

    /** The server closed it. */
    void closed(int code, String reason) {
        Ending said = refusal;
        if (said != null) {
            over(said);
        } else if (code == TunnelFrame.CLOSE_LEAVING || isDraining) {
            over(Ending.of(isLeft ? Ending.Why.DRAINED : Ending.Why.LEAVING, "The server leaves"));
        } else {
            over(Ending.of(Ending.Why.LOST, "The server closed the connection: " + code + " " + reason));
        }
    }

    private void over(Ending how) {
        if (!isOver) {
            isOver = true;
            new ArrayList<>(open.values()).forEach(message -> message.cancel("the connection ended"));
            onEnd.accept(refusal != null && how.why() == Ending.Why.LOST ? refusal : how);
        }
    }

    private void take(TunnelFrame frame) throws FrameFault {
        if (frame instanceof TunnelFrame.Refused refused) {
            refusal = Refusals.of(refused);
        } else if (bounds == null) {
            welcome(frame);
        } else if (frame instanceof TunnelFrame.Request request) {
            ask(request);
        } else if (frame instanceof TunnelFrame.End end) {
            ServedMessage message = message(end.messageId());
            if (message != null) {
                message.bodyEnded();
            }
        } else if (frame instanceof TunnelFrame.Cancel cancel) {
            ServedMessage message = message(cancel.messageId());
            if (message != null) {
                message.cancel(cancel.reason());
            }
        } else if (frame instanceof TunnelFrame.Credit credit) {
            credit(credit);
        } else if (frame instanceof TunnelFrame.Goodbye goodbye) {
            goodbye(goodbye);
        } else {
            throw new FrameFault("it sent what only an agent says");
        }
    }

    private void welcome(TunnelFrame frame) throws FrameFault {
        if (!(frame instanceof TunnelFrame.Welcome welcome)) {
            throw new FrameFault("it did not say welcome first");
        }
        Bounds agreed = Bounds.of(welcome);
        bounds = agreed;
        welcomed = now();
        test = new OwnTest(agreed, outbox, around.log());
        around.log()
                .info("Connected as " + welcome.node() + ", offering "
                        + (announced.models().isEmpty()
                                ? "no model yet"
                                : announced.models().size() + " model(s)"));
        if (announced.paused()) {
            outbox.send(announced.state(identity.capacity()));
        }
    }

    /** An open message; null for one that is over, of which late frames may still be on their way. */
    private @Nullable ServedMessage message(long id) throws FrameFault {
        if (id < 1 || id > lastId) {
            throw new FrameFault("it speaks of message " + id + ", which never was");
        }
        return open.get(id);
    }

    private void credit(TunnelFrame.Credit credit) throws FrameFault {
        OwnTest own = test;
        if (credit.messageId() == TunnelFrame.OWN_TEST && own != null) {
            own.credit(credit.bytes());
            return;
        }
        ServedMessage message = message(credit.messageId());
        if (message != null) {
            message.credit(credit.bytes());
        }
    }

    private void goodbye(TunnelFrame.Goodbye goodbye) {
        around.log().info("The server leaves (" + goodbye.reason() + "); what is open is finished first");
        refusal = "replaced".equals(goodbye.reason())
                ? Ending.of(
                        Ending.Why.REPLACED,
                        "Another agent with this name has taken this one's place: give one of them another --name")
                : Ending.of(Ending.Why.LEAVING, "The server left (" + goodbye.reason() + ")");
        if (!isDraining) {
            isDraining = true;
            leaveIfIdle();
        }
    }

    private void ask(TunnelFrame.Request request) throws FrameFault {
        Bounds known = bounds;
        if (known == null || request.messageId() <= lastId) {
            throw new FrameFault("it used the id " + request.messageId() + " again");
        }
        if (!isWhole(request)) {
            throw new FrameFault("it sent a request without method, path or headers");
        }
        if (open.size() >= known.maxMessages()) {
            throw new FrameFault("it asked more than " + known.maxMessages() + " things at once");
        }
        lastId = request.messageId();
        ServedMessage message = new ServedMessage(request, known, around, outbox, this::finished);
        boolean hasRoom = hasRoomFor(message);
        open.put(request.messageId(), message);
        String path = AllowedPaths.withoutQuery(request.path());
        if (isDraining) {
            message.failed(new NodeFault("draining", "This node is leaving."));
        } else if (!AllowedPaths.allow(request.method(), path)) {
            message.failed(
                    new NodeFault("path_not_allowed", request.method() + " " + path + " is not for the tunnel."));
        } else if (!hasRoom) {
            message.answer(503, "server busy, please try again.  maximum pending requests exceeded");
        } else {
            message.begin();
        }
    }

    /** JSON knows nothing of what must be there. */
    private static boolean isWhole(TunnelFrame.Request request) {
        return Stream.of(request.method(), request.path(), request.headers()).allMatch(Objects::nonNull)
                && !request.headers().containsValue(null);
    }

    private void finished(ServedMessage message) {
        open.remove(message.id());
        leaveIfIdle();
    }
}
