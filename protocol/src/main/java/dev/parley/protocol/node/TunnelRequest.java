package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code PUT /internal/tunnels/{name}}: a node that dialled out is reached here, until this is not said again in time.
 *
 * @param url where the gateway replica that holds the tunnel listens for routers; may have a path that tells its tunnels apart
 * @param tenant whose token it came with; nobody else's requests go there unless it is shared
 * @param models the only models that it may serve, as in a key: a name that ends in {@code *} stands for all that begin so
 * @param shared whether its token lets it serve every tenant; null for no
 * @param maxConcurrent how many requests it may hold; the router's default if null
 * @param renews whether it only stays where it is: then it is refused if another one has come under its name; null for no
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TunnelRequest(
        @JsonProperty("url") String url,
        @JsonProperty("tenant") String tenant,
        @JsonProperty("models") List<String> models,
        @JsonProperty("shared") @Nullable Boolean shared,
        @JsonProperty("max_concurrent") @Nullable Integer maxConcurrent,
        @JsonProperty("renews") @Nullable Boolean renews) {}
