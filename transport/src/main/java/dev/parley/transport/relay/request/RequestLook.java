package dev.parley.transport.relay.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request's body after the one look that is taken into it. Only keys of the outermost object count; they
 * are matched whatever their case, as a node matches them. Two keys that fold to the same of those that are looked at are
 * refused: a node could read the other one. What comes after the first JSON value is not read, as a node does not.
 */
public final class RequestLook {

    /** A larger body is looked into on a worker thread: reading it would hold up everybody else on the event loop. */
    private static final int LOOK_ON_WORKER_BYTES = 1 << 20;

    /** UTF-8 and nothing else, as a node reads it; other encodings would also have no place to put another model. */
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    /** Tokens of less than this are read by a node as quickly as another node is found that has read them before. */
    static final int BEGINNING_BYTES = 1_024;

    private static final long HASH_START = 0xcbf29ce484222325L;
    private static final long HASH_STEP = 0x100000001b3L;

    private final Buffer body;
    private final SeenKeys keys;

    private RequestLook(Buffer body, SeenKeys keys) {
        this.body = body;
        this.keys = keys;
    }

    /** @throws MalformedRequest if it cannot be read, with what a node would say where that is known */
    public static RequestLook at(Buffer body) throws MalformedRequest {
        if (body.length() == 0) {
            throw new MalformedRequest("missing request body");
        }
        try (JsonParser parser = parser(body)) {
            return new RequestLook(body, SeenKeys.read(parser, body));
        } catch (IOException e) {
            throw new MalformedRequest("invalid JSON in the request body");
        }
    }

    /**
     * As {@link #at(Buffer)}, but without holding up the event loop for a large body.
     *
     * @return completes on the context; fails with {@link MalformedRequest}
     */
    public static Future<RequestLook> at(Buffer body, Context context) {
        if (body.length() > LOOK_ON_WORKER_BYTES) {
            return context.executeBlocking(() -> at(body), false);
        }
        try {
            return Future.succeededFuture(at(body));
        } catch (MalformedRequest malformed) {
            return Future.failedFuture(malformed);
        }
    }

    /** As it came. */
    public Buffer body() {
        return body;
    }

    /**
     * The model asked for, as spelled; empty if there is none or it is blank.
     *
     * @param orName whether the old name of the field, {@code name}, is read too
     */
    public Optional<String> model(boolean orName) {
        Optional<String> asked = Optional.ofNullable(keys.model).filter(text -> !text.isEmpty());
        return orName ? asked.or(() -> Optional.ofNullable(keys.name)) : asked;
    }

    /** Whether the answer is to be streamed, if the request says. */
    public Optional<Boolean> stream() {
        return Optional.ofNullable(keys.stream);
    }

    /** {@code keep_alive} as JSON text: {@code "30m"} with its quotes, {@code -1}, {@code null}; empty if it is absent. */
    public Optional<String> keepAlive() {
        return Optional.ofNullable(keys.keepAlive).map(span -> span.in(body));
    }

    /** The names of the keys in {@code options}, as spelled: a node knows them only in their own spelling. */
    public Set<String> optionNames() {
        return keys.optionNames;
    }

    /** {@code options.num_predict}, the most tokens that a native answer may have; below 0 for no bound. */
    public OptionalLong numPredict() {
        return keys.numPredict;
    }

    /** {@code max_tokens} or {@code max_completion_tokens}, the most tokens of a {@code /v1} answer; the larger of the two. */
    public OptionalLong maxTokens() {
        return keys.maxTokens;
    }

    /**
     * Whether the same answer is asked for each time: the temperature is 0, or a seed is set.
     *
     * @param byOptions whether {@code options} say so, as on the native API; else the body's own fields do
     */
    public boolean fixesAnswer(boolean byOptions) {
        return byOptions ? keys.optionsFixAnswer : keys.fieldsFixAnswer;
    }

    /** The options that a model is loaded with, as far as they are set. */
    public RunnerOptions runnerOptions() {
        return keys.runnerOptions.isEmpty() ? RunnerOptions.NONE : new RunnerOptions(keys.runnerOptions);
    }

    /**
     * Stands for the first kilobyte of {@code messages} or {@code prompt}: what begins alike has the same number, and hardly
     * anything else has. Empty if less is said.
     */
    public OptionalLong beginning() {
        Span said = keys.said;
        if (said == null || said.end() - said.start() < BEGINNING_BYTES) {
            return OptionalLong.empty();
        }
        long hash = HASH_START;
        for (int i = said.start(); i < said.start() + BEGINNING_BYTES; i++) {
            hash = (hash ^ body.getByte(i)) * HASH_STEP;
        }
        return OptionalLong.of(hash);
    }

    /**
     * Whether the outermost object has this key, whatever its value and its case.
     *
     * @param key one of those that are looked at, lower case
     */
    public boolean hasKey(String key) {
        return keys.seen.contains(key);
    }

    /** Whether {@code messages} holds one. */
    public boolean hasMessages() {
        return keys.carrying.contains("messages");
    }

    /** Whether {@code prompt} says anything. */
    public boolean hasPrompt() {
        return keys.carrying.contains("prompt");
    }

    /** Whether {@code input} says anything. */
    public boolean hasInput() {
        return keys.carrying.contains("input");
    }

    /** The same body asking for another model. @throws IllegalStateException if it asks for none */
    public Buffer withModel(String chosen) {
        return replaced(keys.modelAt, Json.encode(chosen));
    }

    /**
     * The same body with another {@code keep_alive}.
     *
     * @param json a JSON number or a quoted Go duration
     * @throws IllegalStateException if it has none
     */
    public Buffer withKeepAlive(String json) {
        return replaced(keys.keepAlive, json);
    }

    /** Without a copy where the bytes are at hand: a body may be large. */
    private static JsonParser parser(Buffer body) throws IOException {
        ByteBuf bytes = body.getByteBuf();
        return bytes.hasArray()
                ? JSON.createParser(bytes.array(), bytes.arrayOffset() + bytes.readerIndex(), bytes.readableBytes())
                : JSON.createParser(body.getBytes());
    }

    private Buffer replaced(@Nullable Span span, String json) {
        if (span == null) {
            throw new IllegalStateException("there is no such key to be replaced");
        }
        return span.replaced(body, json);
    }
}
