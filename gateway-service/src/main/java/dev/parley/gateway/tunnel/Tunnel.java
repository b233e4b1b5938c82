package dev.parley.gateway.tunnel;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.protocol.tunnel.TunnelFrame;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One agent's connection, from its first frame to its end. Everything that is not said otherwise runs on its loop.
 *
 * <p>An agent that breaks a rule of docs/tunnel.md is told which and cut off; nobody else notices, but for those whose answers
 * it held.
 */
public final class Tunnel {

    private static final Logger LOG = Logger.getLogger(Tunnel.class);

    /** Longest reason that fits into a close frame, with room for letters of several bytes. */
    private static final int LONGEST_REASON = 40;

    private static final int LATER_SECONDS = 30;
    private static final int SOON_SECONDS = 5;

    private enum Phase {
        GREETING,
        JOINING,
        OPEN,
        LEAVING,
        OVER
    }

    /** @param url where routers reach it */
    record Id(String value, String url) {}

    private final Tunnels tunnels;
    private final Id id;
    private final Caller by;
    private final AgentLine line;
    private final Executor loop;
    private final Messages messages;
    private final Instant began;
    private Phase phase = Phase.GREETING;
    private Instant heard;
    private Instant pinged;
    private @Nullable Offer offer;
    private @Nullable Standing standing;
    private volatile @Nullable String name;

    Tunnel(Tunnels tunnels, Id id, Caller by, AgentLine line, Executor loop) {
        this.tunnels = tunnels;
        this.id = id;
        this.by = by;
        this.line = line;
        this.loop = loop;
        this.messages = new Messages(tunnels, line);
        this.began = tunnels.clock().instant();
        this.heard = began;
        this.pinged = began;
    }

    /** What tells it apart at the door. For any thread. */
    public String id() {
        return id.value();
    }

    /** Whose node it is. For any thread. */
    public String tenant() {
        return by.tenant();
    }

    /** How many requests are open. For any thread. */
    int messages() {
        return messages.count();
    }

    /** Whether another agent says it is this node. For any thread. */
    boolean isSameNode(Tunnel other) {
        String own = name;
        return other != this && own != null && own.equals(other.name) && tenant().equals(other.tenant());
    }

    /** A control frame came. */
    public void text(String text) {
        heard();
        if (phase == Phase.OVER) {
            return;
        }
        try {
            TunnelFrame frame = TunnelFrames.read(text);
            if (phase == Phase.GREETING) {
                greet(Offer.of(frame, by));
            } else {
                follow(frame);
            }
        } catch (RefusedAgent refused) {
            refuse(refused);
        }
    }

    /** Part of a body came. */
    public void bytes(Buffer message) {
        heard();
        if (phase == Phase.OVER) {
            return;
        }
        try {
            if (message.length() > TunnelFrame.ID_BYTES + tunnels.bounds().maxFrame()) {
                throw RefusedAgent.forGood(
                        Ending.FRAME_TOO_BIG,
                        "a binary message has " + message.length() + " bytes (expected: at most "
                                + (TunnelFrame.ID_BYTES + tunnels.bounds().maxFrame()) + ")");
            }
            if (message.length() <= TunnelFrame.ID_BYTES || phase == Phase.GREETING) {
                throw RefusedAgent.forGood(Ending.FRAME_INVALID, "a binary message without a body, or before hello");
            }
            messages.data(message.getLong(0), message.slice(TunnelFrame.ID_BYTES, message.length()));
            closeIfDone();
        } catch (RefusedAgent refused) {
            refuse(refused);
        }
    }

    /** Anything came: it is alive. */
    public void heard() {
        heard = tunnels.clock().instant();
    }

    /** A message came that is longer than anybody reads. */
    public void tooBig() {
        refuse(RefusedAgent.forGood(Ending.FRAME_TOO_BIG, "a message is longer than is read at all"));
    }

    /** The connection is gone. */
    public void gone() {
        end(phase == Phase.LEAVING ? Ending.DONE : Ending.LOST);
    }

    /** What it came with does not count any more. For any thread. */
    public void expel(ProblemCode why) {
        Ending ending = why == ProblemCode.KEY_EXPIRED ? Ending.KEY_EXPIRED : Ending.KEY_REVOKED;
        loop.execute(() -> refuse(RefusedAgent.forGood(ending, why.title())));
    }

    /** To be called every second. */
    public void tick() {
        Instant now = tunnels.clock().instant();
        TunnelBounds bounds = tunnels.bounds();
        if (phase == Phase.GREETING && now.isAfter(began.plus(bounds.hello()))) {
            refuse(RefusedAgent.forGood(
                    Ending.HELLO_INVALID,
                    "no hello came within " + bounds.hello().toSeconds() + " s"));
        }
        if (phase == Phase.OVER) {
            return;
        }
        if (now.isAfter(heard.plus(bounds.silence()))) {
            end(Ending.SILENT);
            line.close(Ending.SILENT.closeCode(), Ending.SILENT.word());
            return;
        }
        if (!now.isBefore(pinged.plus(bounds.ping()))) {
            pinged = now;
            line.ping();
        }
        messages.tick(now);
        if (phase == Phase.OPEN && standing != null) {
            standing.tick(this::replaced);
        }
    }

    /**
     * Asks the node something. For any thread; what is asked too early waits for the agent's welcome, what is asked too late
     * fails.
     */
    public Question ask(RequestHead head, Asker asker) {
        Asking asking = new Asking(loop, messages, this::closeIfDone);
        loop.execute(() -> {
            if (phase == Phase.OPEN || phase == Phase.JOINING) {
                messages.open(asking, head, asker);
            } else {
                asker.failed(phase == Phase.LEAVING ? NodeFailure.DRAINING : NodeFailure.LOST, "the node is leaving");
            }
        });
        return asking;
    }

    private void greet(Offer first) {
        offer = first;
        name = first.name();
        phase = Phase.JOINING;
        Standing mine = new Standing(tunnels.registrations(), by, id.url(), first, tunnels.clock(), loop);
        standing = mine;
        mine.begin(() -> join(first), why -> refuse(refusal(why)));
    }

    private static RefusedAgent refusal(NotRegistered.Why why) {
        return switch (why) {
            case TAKEN -> RefusedAgent.forGood(Ending.NAME_TAKEN, "another node has this name");
            case INVALID -> RefusedAgent.forGood(Ending.HELLO_INVALID, "the router does not take such a node");
            case FULL ->
                RefusedAgent.forNow(Ending.TOO_MANY_TUNNELS, "there are as many nodes as there may be", LATER_SECONDS);
            case AWAY -> RefusedAgent.forNow(Ending.ROUTER_AWAY, "the router cannot be told of the node", SOON_SECONDS);
        };
    }

    private void join(Offer first) {
        if (phase != Phase.JOINING) {
            return;
        }
        phase = Phase.OPEN;
        TunnelBounds bounds = tunnels.bounds();
        messages.say(new TunnelFrame.Welcome(
                TunnelFrame.VERSION,
                first.name(),
                bounds.credit(),
                bounds.maxFrame(),
                bounds.messages(),
                Math.toIntExact(bounds.ping().toSeconds())));
        messages.welcomed();
        tunnels.joined(this);
        LOG.infof(
                "tunnel open tenant=%s node=%s key=%s models=%d",
                tenant(), name, by.key(), first.models().size());
    }

    private void follow(TunnelFrame frame) throws RefusedAgent {
        if (frame instanceof TunnelFrame.State state) {
            become(state);
        } else if (frame instanceof TunnelFrame.Goodbye) {
            drain();
        } else {
            messages.receive(frame);
        }
        closeIfDone();
    }

    private void become(TunnelFrame.State state) throws RefusedAgent {
        if (offer == null || standing == null) {
            return;
        }
        offer = offer.with(state, by);
        standing.become(offer);
    }

    /** Nothing new; what is open is finished. */
    private void drain() {
        if (phase == Phase.JOINING) {
            // What waits for its welcome is never sent.
            messages.lost();
        }
        if (phase == Phase.JOINING || phase == Phase.OPEN) {
            phase = Phase.LEAVING;
            if (standing != null) {
                standing.end();
            }
        }
    }

    private void closeIfDone() {
        if (phase == Phase.LEAVING && messages.count() == 0) {
            end(Ending.DONE);
            line.close(Ending.DONE.closeCode(), Ending.DONE.word());
        }
    }

    /** Another agent has come with its name. For any thread. */
    void replaced() {
        loop.execute(() -> dismiss(Ending.REPLACED));
    }

    /** This replica goes. For any thread. */
    void leave() {
        loop.execute(() -> dismiss(Ending.LEAVING));
    }

    private void dismiss(Ending why) {
        if (phase == Phase.LEAVING || phase == Phase.OVER) {
            return;
        }
        messages.say(new TunnelFrame.Goodbye(why == Ending.REPLACED ? "replaced" : "draining"));
        drain();
        if (phase == Phase.GREETING) {
            phase = Phase.LEAVING;
        }
        closeIfDone();
    }

    private void refuse(RefusedAgent refused) {
        if (phase == Phase.OVER) {
            return;
        }
        LOG.warnf(
                "tunnel refused tenant=%s node=%s key=%s reason=%s detail=%s",
                tenant(), name, by.key(), refused.why().word(), refused.sentence());
        int seconds = refused.retryAfter().orElse(0);
        messages.say(new TunnelFrame.Refused(refused.why().word(), refused.sentence(), seconds == 0 ? null : seconds));
        end(refused.why());
        String reason = refused.why().word();
        line.close(refused.why().closeCode(), reason.substring(0, Math.min(LONGEST_REASON, reason.length())));
    }

    private void end(Ending why) {
        if (phase == Phase.OVER) {
            return;
        }
        phase = Phase.OVER;
        if (standing != null) {
            standing.end();
        }
        messages.lost();
        tunnels.left(this, why);
        LOG.infof("tunnel ended tenant=%s node=%s reason=%s", tenant(), name, why.word());
    }
}
