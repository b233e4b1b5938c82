package dev.parley.protocol.stack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./parley status --json}: a stable contract for scripts. Fields are only ever added.
 *
 * @param gateway the base URL for clients
 * @param key an admin key, where identity is on; null where it is off
 * @param data the folder everything lives in
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StackStatus(
        @JsonProperty("gateway") String gateway,
        @JsonProperty("key") @Nullable String key,
        @JsonProperty("services") List<Service> services,
        @JsonProperty("nodes") List<Node> nodes,
        @JsonProperty("postgres") Store postgres,
        @JsonProperty("redis") Store redis,
        @JsonProperty("data") String data) {

    /**
     * One of the four services.
     *
     * @param ready whether its readiness check answers 200
     */
    public record Service(
            @JsonProperty("name") String name,
            @JsonProperty("url") String url,
            @JsonProperty("management_url") String managementUrl,
            @JsonProperty("pid") long pid,
            @JsonProperty("ready") boolean ready) {}

    /**
     * A node the stack was started with.
     *
     * @param simulated whether it is one of our own simulated nodes, which invent their answers
     * @param controlUrl the control port of a simulated node
     * @param pid of a simulated node
     * @param state as the router sees it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Node(
            @JsonProperty("name") String name,
            @JsonProperty("url") String url,
            @JsonProperty("kind") String kind,
            @JsonProperty("simulated") boolean simulated,
            @JsonProperty("control_url") @Nullable String controlUrl,
            @JsonProperty("pid") @Nullable Long pid,
            @JsonProperty("state") String state) {}

    /** PostgreSQL or Redis. */
    public record Store(
            @JsonProperty("url") String url,
            @JsonProperty("pid") long pid) {}
}
