package dev.parley.gateway.tunnel;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.node.TunnelRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A router that keeps names as the real one does. */
final class RegistrationsInMemory implements Registrations {

    static final Duration LIFE = Duration.ofSeconds(15);

    final Map<String, TunnelRequest> known = new LinkedHashMap<>();
    final List<TunnelRequest> said = new ArrayList<>();
    NotRegistered.Why refusal;

    /** Set, nothing is answered before it completes. */
    CompletableFuture<Void> slow = CompletableFuture.completedFuture(null);

    @Override
    public CompletionStage<Duration> register(Caller by, String name, TunnelRequest how) {
        return slow.thenApply(now -> {
            said.add(how);
            TunnelRequest other = known.get(name);
            boolean moved = Boolean.TRUE.equals(how.renews())
                    && other != null
                    && !other.url().equals(how.url());
            boolean foreign = other != null && !other.tenant().equals(how.tenant());
            if (refusal != null || moved || foreign) {
                throw new NotRegistered(refusal == null ? NotRegistered.Why.TAKEN : refusal);
            }
            known.put(name, how);
            return LIFE;
        });
    }

    @Override
    public CompletionStage<Void> deregister(Caller by, String name, String url) {
        return slow.thenAccept(
                now -> known.computeIfPresent(name, (key, how) -> how.url().equals(url) ? null : how));
    }
}
