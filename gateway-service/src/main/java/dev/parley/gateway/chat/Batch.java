package dev.parley.gateway.chat;

import dev.parley.gateway.identity.Identified;
import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Several questions under way, some at once, each told when it is answered. What is wrong with one stays with that one.
 * Belongs to the context on which it began.
 */
public final class Batch {

    private static final int LONGEST_ID = 128;

    /** Who is told. */
    public interface Sink {

        /**
         * One of them, in the order in which they are answered.
         *
         * @param more run when the sink can take more again, if it could not
         * @return whether it can take more
         */
        boolean record(JsonObject record, Runnable more);

        /** All were told. */
        void end(JsonObject record);
    }

    private final Chats chats;
    private final Identified who;
    private final BatchRequest request;
    private final MultiMap headers;
    private final Sink sink;
    private final int parallel;
    private final Set<Chat> underWay = new HashSet<>();
    private int next;
    private int running;
    private int answered;
    private boolean held;
    private boolean cancelled;
    private boolean beginning;

    public Batch(Chats chats, Identified who, BatchRequest request, MultiMap headers, Sink sink) {
        this.chats = chats;
        this.who = who;
        this.request = request;
        this.headers = headers;
        this.sink = sink;
        // More than its key may have at once would only be refused.
        this.parallel = Math.max(
                1, Math.min(request.parallel(), who.limits().concurrentStreams().orElse(Integer.MAX_VALUE)));
    }

    /** Begins as many as may be. */
    public void begin() {
        fill();
    }

    private void goOn() {
        held = false;
        fill();
    }

    /** Nobody waits for any of them any more. */
    public void cancel() {
        cancelled = true;
        Set.copyOf(underWay).forEach(Chat::cancel);
        underWay.clear();
    }

    /** What one of them comes to may be known at once, so this is entered while it runs, and then does nothing. */
    private void fill() {
        if (beginning) {
            return;
        }
        beginning = true;
        while (!cancelled
                && !held
                && running < parallel
                && next < request.items().size()) {
            running++;
            new Item(next++).begin();
        }
        beginning = false;
        if (!cancelled && running == 0 && next == request.items().size()) {
            cancelled = true;
            sink.end(new JsonObject()
                    .put("done", true)
                    .put("answered", answered)
                    .put("failed", request.items().size() - answered));
        }
    }

    /** One question in its place. */
    private final class Item implements ChatListener {

        private final int index;
        private final Object given;
        private final StringBuilder text = new StringBuilder();
        private @Nullable Chat chat;
        private boolean over;

        Item(int index) {
            this.index = index;
            this.given = request.items().getValue(index);
        }

        void begin() {
            try {
                ChatRequest asked = read();
                Chat begun = chats.begin(who, asked, asked.length(), headers, this);
                if (!over) {
                    chat = begun;
                    underWay.add(begun);
                }
            } catch (ProblemException wrong) {
                failed(new Failure(wrong.problem(), null));
            }
        }

        private ChatRequest read() {
            if (!(given instanceof JsonObject json)) {
                throw new ProblemException(ProblemCode.MALFORMED_BODY, "another type (expected: an object)");
            }
            if (json.getValue("id") != null && id() == null) {
                throw new ProblemException(
                        ProblemCode.INVALID_FIELD,
                        "id (expected: a number, or a text of at most " + LONGEST_ID + " characters)",
                        "id");
            }
            return ChatRequest.read(json).unstreamed();
        }

        private @Nullable Object id() {
            Object id = given instanceof JsonObject json ? json.getValue("id") : null;
            return id instanceof Number || id instanceof String text && text.length() <= LONGEST_ID ? id : null;
        }

        private JsonObject record() {
            return new JsonObject().put("id", id()).put("index", index);
        }

        @Override
        public void pieces(List<Piece> pieces, Flow flow) {
            pieces.forEach(piece -> text.append(piece.text()));
        }

        @Override
        public void done(Done done) {
            answered++;
            tell(record().mergeIn(ChatRecords.whole(text.toString(), done)));
        }

        @Override
        public void failed(Failure failure) {
            Problem problem = failure.problem();
            JsonObject record = record().mergeIn(ChatRecords.broken(failure)).put("status", problem.status());
            if (problem.field() != null) {
                record.put("field", "requests[" + index + "]." + problem.field());
            }
            if (failure.retryAfter() != null) {
                record.put("retry_after", failure.retryAfter());
            }
            tell(record);
        }

        @Override
        public void cut() {
            failed(Failure.of(ProblemCode.STREAM_BROKEN, "the answer was given up"));
        }

        private void tell(JsonObject record) {
            over = true;
            running--;
            if (chat != null) {
                underWay.remove(chat);
            }
            held |= !sink.record(record, Batch.this::goOn);
            fill();
        }
    }
}
