package dev.parley.gateway.upstream;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.node.QueueReport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Who waits where: every router has a queue of its own. */
@ApplicationScoped
public class RouterQueues {

    /**
     * All of them.
     *
     * @param unreached addresses of routers that did not tell
     */
    public record Queues(
            @JsonProperty("routers") List<QueueReport> routers,
            @JsonProperty("unreached") List<String> unreached) {}

    private final RouterClient client;
    private final RouterRelay routers;

    RouterQueues(RouterClient client, RouterRelay routers) {
        this.client = client;
        this.routers = routers;
    }

    /** As they are now. */
    public Uni<Queues> read(Caller caller) {
        List<URI> bases = routers.bases();
        List<Uni<Optional<QueueReport>>> asked = bases.stream()
                .map(base -> client.queue(caller, base.toString())
                        .map(Optional::of)
                        .onFailure()
                        .recoverWithItem(Optional.empty()))
                .toList();
        return Uni.join().all(asked).andCollectFailures().map(reports -> queues(bases, reports));
    }

    private static Queues queues(List<URI> bases, List<Optional<QueueReport>> reports) {
        return new Queues(
                reports.stream().flatMap(Optional::stream).toList(),
                IntStream.range(0, bases.size())
                        .filter(i -> reports.get(i).isEmpty())
                        .mapToObj(i -> bases.get(i).getAuthority())
                        .toList());
    }
}
