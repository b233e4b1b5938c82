package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request went where it went: the header {@code X-Parley-Route}, for admins only.
 *
 * @param candidates that could take it, best first, as they were when it was given to one of them
 * @param rejected that could not, by name
 * @param leftOut how many of both would have made the header too long
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RouteReport(
        @JsonProperty("candidates") List<Candidate> candidates,
        @JsonProperty("rejected") List<Rejected> rejected,
        @JsonProperty("left_out") @Nullable Integer leftOut) {

    /**
     * A node that could take it.
     *
     * @param model that it would run
     * @param running requests of this router that it holds
     * @param room how many it may hold
     * @param startMs until its first token, predicted
     * @param serviceMs for which a request takes its place, as a rule; null if that is not known
     * @param tokensPerSecond of one request; null if that is not known
     * @param familiar whether it answered this conversation, or what began alike, last
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Candidate(
            @JsonProperty("node") String node,
            @JsonProperty("model") String model,
            @JsonProperty("warmth") Warmth warmth,
            @JsonProperty("running") int running,
            @JsonProperty("room") int room,
            @JsonProperty("start_ms") long startMs,
            @JsonProperty("service_ms") @Nullable Long serviceMs,
            @JsonProperty("tokens_per_second") @Nullable Double tokensPerSecond,
            @JsonProperty("familiar") boolean familiar) {}

    /** A node that could not. */
    public record Rejected(
            @JsonProperty("node") String node,
            @JsonProperty("why") Obstacle why) {}

    /** How soon the model could begin. */
    public enum Warmth {
        /** It is in memory as the request needs it, or is just being loaded so. */
        @JsonProperty("warm")
        WARM,

        /** It is in memory with other options. */
        @JsonProperty("reload")
        RELOAD,

        /** It is not in memory. */
        @JsonProperty("cold")
        COLD
    }

    /** Why not. */
    public enum Obstacle {
        /** Another node was asked for by name. */
        @JsonProperty("not-asked-for")
        NOT_ASKED_FOR,

        /** It serves another tenant only. */
        @JsonProperty("other-tenant")
        OTHER_TENANT,

        /** It does not speak the API of the request. */
        @JsonProperty("other-api")
        OTHER_API,

        /** It does not have the model. */
        @JsonProperty("no-such-model")
        NO_SUCH_MODEL,

        /** Nodes that can do it better are there, or it has no model for it that the caller may use. */
        @JsonProperty("not-fit")
        NOT_FIT,

        /** It had its try at this request. */
        @JsonProperty("tried")
        TRIED,

        /** As {@link Unroutable#JOINING}. */
        @JsonProperty("joining")
        JOINING,

        /** As {@link Unroutable#LOST}. */
        @JsonProperty("lost")
        LOST,

        /** As {@link Unroutable#DRAINED}. */
        @JsonProperty("drained")
        DRAINED,

        /** As {@link Unroutable#LEAVING}. */
        @JsonProperty("leaving")
        LEAVING,

        /** As {@link Unroutable#CIRCUIT_OPEN}. */
        @JsonProperty("circuit-open")
        CIRCUIT_OPEN,

        /** As {@link Unroutable#ON_TRIAL}. */
        @JsonProperty("on-trial")
        ON_TRIAL,

        /** As {@link Unroutable#DIGEST_CONFLICT}. */
        @JsonProperty("digest-conflict")
        DIGEST_CONFLICT
    }
}
