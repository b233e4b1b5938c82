package dev.parley.protocol.tunnel;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One text message of a tunnel. Bodies travel between them as binary messages: {@link #ID_BYTES} bytes of message id, big-endian
 * and signed, then 1 to {@link Welcome#maxFrame()} bytes of that message's body. The direction says whose body it is.
 *
 * <p>Unknown fields are ignored; an unknown type ends the tunnel.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TunnelFrame.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = TunnelFrame.Welcome.class, name = "welcome"),
    @JsonSubTypes.Type(value = TunnelFrame.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = TunnelFrame.Request.class, name = "request"),
    @JsonSubTypes.Type(value = TunnelFrame.Response.class, name = "response"),
    @JsonSubTypes.Type(value = TunnelFrame.End.class, name = "end"),
    @JsonSubTypes.Type(value = TunnelFrame.Error.class, name = "error"),
    @JsonSubTypes.Type(value = TunnelFrame.Cancel.class, name = "cancel"),
    @JsonSubTypes.Type(value = TunnelFrame.Credit.class, name = "credit"),
    @JsonSubTypes.Type(value = TunnelFrame.State.class, name = "state"),
    @JsonSubTypes.Type(value = TunnelFrame.Goodbye.class, name = "goodbye")
})
public sealed interface TunnelFrame {

    /** The version of the format that these records are. */
    int VERSION = 1;

    /** What {@code Sec-WebSocket-Protocol} says of version 1. */
    String SUBPROTOCOL = "parley.tunnel.v1";

    /** Where the gateway listens for agents. */
    String PATH = "/auth-proxy";

    /** Bytes of message id before the bytes of a body in a binary message. */
    int ID_BYTES = Long.BYTES;

    /** The message id of what an agent's own test mode says: accepted, counted, bounded, and nobody's. */
    long OWN_TEST = -1;

    /** Most bytes of one text message, UTF-8. Longer ones end the tunnel. */
    int MOST_CONTROL_BYTES = 65_536;

    /** Most models in one {@code hello} or {@code state}. */
    int MOST_MODELS = 100;

    /** Silence, not even a WebSocket pong, that ends the connection, in seconds. */
    int SILENCE_SECONDS = 8;

    /** Close code of an agent or gateway that leaves. */
    int CLOSE_LEAVING = 1001;

    /** Close code after {@code refused}: coming back unchanged does not help. */
    int CLOSE_REFUSED = 1008;

    /** Close code after {@code refused} of a message that is too big. */
    int CLOSE_TOO_BIG = 1009;

    /** Close code after {@code refused} that says when to come back. */
    int CLOSE_LATER = 1013;

    /**
     * The agent's first words; anything else first ends the connection.
     *
     * @param version of this format, {@link #VERSION}
     * @param agent the program and its version, for people; at most 100 characters
     * @param name the node's name, 1 to 63 of a-z, 0-9, dot, dash and underscore, the first a letter or digit
     * @param models all that it serves, at most {@link #MOST_MODELS}; each must be one that the token allows
     * @param warm names of those that are in memory
     * @param capacity requests it works on at once, at least 1
     * @param stream whether it passes an answer on as it comes; false if it waits until it is whole
     */
    record Hello(
            @JsonProperty("version") int version,
            @JsonProperty("agent") String agent,
            @JsonProperty("name") String name,
            @JsonProperty("models") List<TunnelModel> models,
            @JsonProperty("warm") List<String> warm,
            @JsonProperty("capacity") int capacity,
            @JsonProperty("stream") boolean stream)
            implements TunnelFrame {}

    /**
     * The gateway's answer: the agent is in.
     *
     * @param version that both speak from here on
     * @param node the name it is known by
     * @param credit bytes that each side may send of one body before it is given more
     * @param maxFrame most bytes of a body in one binary message, without its id
     * @param maxMessages requests that are open at once at most
     * @param pingSeconds how often each side pings
     */
    record Welcome(
            @JsonProperty("version") int version,
            @JsonProperty("node") String node,
            @JsonProperty("credit") int credit,
            @JsonProperty("max_frame") int maxFrame,
            @JsonProperty("max_messages") int maxMessages,
            @JsonProperty("ping_seconds") int pingSeconds)
            implements TunnelFrame {}

    /**
     * The gateway's last words before it closes.
     *
     * @param code a word for programs, as listed in {@code docs/tunnel.md}
     * @param message a sentence for people
     * @param retryAfter seconds after which coming back makes sense; null if the same would happen again
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Refused(
            @JsonProperty("code") String code,
            @JsonProperty("message") String message,
            @JsonProperty("retry_after") @Nullable Integer retryAfter)
            implements TunnelFrame {}

    /**
     * The gateway asks the node something. Its body follows in binary messages, then {@code end}, also if there is none.
     *
     * @param messageId at least 1, never used twice in a connection
     * @param method in upper case
     * @param path with its query, if any
     * @param headers by lower-case name: {@code content-type} and {@code accept}
     */
    record Request(
            @JsonProperty("messageId") long messageId,
            @JsonProperty("method") String method,
            @JsonProperty("path") String path,
            @JsonProperty("headers") Map<String, String> headers)
            implements TunnelFrame {}

    /**
     * The node answers. Its body follows in binary messages, then {@code end}.
     *
     * @param status of HTTP, 200 to 599
     * @param headers by lower-case name: {@code content-type} and {@code retry-after}
     */
    record Response(
            @JsonProperty("messageId") long messageId,
            @JsonProperty("status") int status,
            @JsonProperty("headers") Map<String, String> headers)
            implements TunnelFrame {}

    /** The sender's body is whole. */
    record End(@JsonProperty("messageId") long messageId) implements TunnelFrame {}

    /**
     * The agent could not get an answer, or not the rest of it. Ends the message on both sides.
     *
     * @param code {@code node_unreachable}, {@code node_timeout}, {@code node_broke}, {@code path_not_allowed}, {@code
     *     body_too_large} or {@code draining}
     * @param message a sentence for people
     */
    record Error(
            @JsonProperty("messageId") long messageId,
            @JsonProperty("code") String code,
            @JsonProperty("message") String message)
            implements TunnelFrame {}

    /** Nobody wants the rest: nothing more is sent or expected of this message on either side. */
    record Cancel(
            @JsonProperty("messageId") long messageId,
            @JsonProperty("reason") String reason) implements TunnelFrame {}

    /**
     * So many bytes of the other side's body have left for where they belong, and as many more may be sent.
     *
     * @param bytes at least 1
     */
    record Credit(
            @JsonProperty("messageId") long messageId,
            @JsonProperty("bytes") long bytes) implements TunnelFrame {}

    /**
     * What the agent said in its {@code hello} is different now. Replaces all of it.
     *
     * @param paused whether it wants no new requests; it finishes what it holds
     */
    record State(
            @JsonProperty("models") List<TunnelModel> models,
            @JsonProperty("warm") List<String> warm,
            @JsonProperty("capacity") int capacity,
            @JsonProperty("paused") boolean paused)
            implements TunnelFrame {}

    /**
     * The sender leaves: no new requests; what is open is finished, then the connection is closed.
     *
     * @param reason a word: {@code draining}, or {@code replaced} where another agent came with the same name
     */
    record Goodbye(@JsonProperty("reason") String reason) implements TunnelFrame {}
}
