package dev.parley.gateway.socket;

import dev.parley.gateway.admission.HeldBytes;
import dev.parley.gateway.chat.Chat;
import dev.parley.gateway.chat.ChatFrames;
import dev.parley.gateway.chat.ChatListener;
import dev.parley.gateway.chat.ChatRequest;
import dev.parley.gateway.chat.Chats;
import dev.parley.gateway.chat.Done;
import dev.parley.gateway.chat.Failure;
import dev.parley.gateway.chat.Flow;
import dev.parley.gateway.chat.Piece;
import dev.parley.gateway.conversation.OpenStreams;
import dev.parley.gateway.identity.Identified;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * All that one client asks over one socket. A slow client holds all of its answers back, and one that takes nothing for too
 * long is cut. Lives on one event loop.
 */
final class ChatDesk {

    private static final Logger LOG = Logger.getLogger(ChatDesk.class);

    private static final int LONGEST_ID = 128;

    /**
     * What a desk may hold and how long it waits.
     *
     * @param requests under way at once
     * @param buffer bytes that may wait for the client before its answers are held back
     * @param patience how long it may take nothing while something waits
     */
    record Bounds(int requests, long buffer, Duration patience) {}

    /**
     * Who asks.
     *
     * @param headers of the request that opened the socket; what it says of how to be served goes for all that is asked
     */
    record Asker(Identified who, MultiMap headers) {}

    private final Vertx vertx;
    private final Context context;
    private final Chats chats;
    private final HeldBytes held;
    private final Viewer viewer;
    private final Asker asker;
    private final Bounds bounds;
    private final OpenStreams.Permit permit;
    private final Map<Object, Answer> underWay = new HashMap<>();
    private long waiting;
    private long taken;
    private boolean watched;
    private boolean full;
    private boolean over;

    ChatDesk(
            Vertx vertx,
            Chats chats,
            HeldBytes held,
            Viewer viewer,
            Asker asker,
            Bounds bounds,
            OpenStreams.Permit permit) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.chats = chats;
        this.held = held;
        this.viewer = viewer;
        this.asker = asker;
        this.bounds = bounds;
        this.permit = permit;
    }

    void receive(String frame) {
        if (over) {
            return;
        }
        @Nullable Object id = null;
        try {
            JsonObject json = read(frame);
            id = id(json);
            follow(json, id, frame.length());
        } catch (ProblemException wrong) {
            send(ChatFrames.error(id, new Failure(wrong.problem(), null)));
        }
    }

    private static JsonObject read(String frame) {
        try {
            return new JsonObject(frame);
        } catch (DecodeException noObject) {
            throw new ProblemException(ProblemCode.MALFORMED_BODY, "frame (expected: a JSON object)");
        }
    }

    private static Object id(JsonObject json) {
        Object id = json.getValue("id");
        if (id instanceof Integer || id instanceof Long || id instanceof String text && text.length() <= LONGEST_ID) {
            return id;
        }
        throw new ProblemException(
                ProblemCode.MALFORMED_BODY,
                "id (expected: an integer, or a text of at most " + LONGEST_ID + " characters)",
                "id");
    }

    private void follow(JsonObject json, Object id, int bytes) {
        Object type = json.getValue("type", "chat");
        if (type.equals("cancel")) {
            cancel(id);
        } else if (type.equals("chat")) {
            begin(json, id, bytes);
        } else {
            throw new ProblemException(ProblemCode.MALFORMED_BODY, "type (expected: chat or cancel)", "type");
        }
    }

    /** What is over already has told so, or is about to. */
    private void cancel(Object id) {
        Answer answer = underWay.get(id);
        if (answer != null) {
            answer.giveUp();
            send(ChatFrames.cancelled(id));
        }
    }

    private void begin(JsonObject json, Object id, int bytes) {
        if (underWay.containsKey(id)) {
            throw new ProblemException(ProblemCode.INVALID_FIELD, "id: a request with it is under way", "id");
        }
        if (underWay.size() >= bounds.requests()) {
            throw new ProblemException(
                    ProblemCode.TOO_MANY_STREAMS, "all " + bounds.requests() + " of this socket are under way");
        }
        ChatRequest request = ChatRequest.readStreamed(json);
        HeldBytes.Share share = held.share();
        if (!share.take(bytes)) {
            throw new ProblemException(ProblemCode.TOO_MANY_BODIES, "requests take all the room there is");
        }
        Answer answer = new Answer(id, share);
        underWay.put(id, answer);
        answer.chat = chats.begin(asker.who(), request, bytes, asker.headers(), answer);
    }

    private void send(String frame) {
        if (over) {
            return;
        }
        int size = frame.length();
        waiting += size;
        viewer.send(frame, () -> took(size));
        if (waiting > bounds.buffer() && !full) {
            full = true;
            underWay.values().forEach(answer -> answer.hold(true));
        }
        if (waiting > 0 && !watched) {
            watch();
        }
    }

    private void took(int size) {
        waiting -= size;
        taken++;
        if (!over && full && waiting <= bounds.buffer() / 2) {
            full = false;
            underWay.values().forEach(answer -> answer.hold(false));
        }
    }

    /** One look per patience, however many frames come and go in between. */
    private void watch() {
        watched = true;
        long before = taken;
        vertx.setTimer(bounds.patience().toMillis(), fired -> {
            watched = false;
            if (over || waiting == 0) {
                return;
            }
            if (taken == before) {
                LOG.infof("chat cut, its client takes nothing for %s", bounds.patience());
                end(LiveFeed.TRY_AGAIN, "too slow");
            } else {
                watch();
            }
        });
    }

    private void end(int code, String reason) {
        if (!over) {
            left();
            viewer.close(code, reason);
        }
    }

    /** This process goes: the client comes back elsewhere. Called from any thread. */
    void dismiss() {
        context.runOnContext(now -> end(LiveFeed.TRY_AGAIN, "leaving"));
    }

    /** Who asks may ask no more. Called from any thread. */
    void expel(ProblemCode why) {
        context.runOnContext(now -> {
            send(ChatFrames.error(null, Failure.of(why, why.title())));
            end(LiveFeed.REFUSED, why.wireName());
        });
    }

    /** The client has closed its socket: nothing that it asked for is wanted any more. */
    void left() {
        if (!over) {
            over = true;
            permit.close();
            List.copyOf(underWay.values()).forEach(Answer::giveUp);
        }
    }

    /** One answer on its way. */
    private final class Answer implements ChatListener {

        private final Object id;
        private final HeldBytes.Share share;
        private @Nullable Chat chat;
        private boolean gone;

        Answer(Object id, HeldBytes.Share share) {
            this.id = id;
            this.share = share;
        }

        void hold(boolean back) {
            if (chat == null) {
                return;
            }
            if (back) {
                chat.pause();
            } else {
                chat.resume();
            }
        }

        void giveUp() {
            if (chat != null) {
                chat.cancel();
            }
            leave();
        }

        private void leave() {
            if (!gone) {
                gone = true;
                underWay.remove(id);
                share.close();
            }
        }

        @Override
        public void pieces(List<Piece> pieces, Flow flow) {
            pieces.forEach(piece -> send(ChatFrames.token(id, piece)));
            if (full) {
                flow.pause();
            }
        }

        @Override
        public void done(Done done) {
            leave();
            send(ChatFrames.done(id, done));
        }

        @Override
        public void failed(Failure failure) {
            leave();
            send(ChatFrames.error(id, failure));
        }

        /** Held back for longer than the relay bears: this client is slower than that. */
        @Override
        public void cut() {
            leave();
            end(LiveFeed.TRY_AGAIN, "too slow");
        }
    }
}
