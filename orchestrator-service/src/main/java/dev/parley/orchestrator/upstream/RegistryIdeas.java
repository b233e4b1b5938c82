package dev.parley.orchestrator.upstream;

import dev.parley.orchestrator.idea.Claimed;
import dev.parley.orchestrator.idea.IdeaRegistry;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.idea.ClaimIdeas;
import dev.parley.protocol.idea.ConfirmIdeas;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import org.jboss.logging.Logger;

/** The idea registry behind its edge. */
@Singleton
final class RegistryIdeas implements IdeaRegistry {

    private static final Logger LOG = Logger.getLogger(RegistryIdeas.class);
    private static final int CONFLICT = 409;

    private final RegistryCalls calls;

    RegistryIdeas(RegistryCalls calls) {
        this.calls = calls;
    }

    @Override
    public Uni<Claimed> claim(Caller caller, ClaimIdeas claim) {
        return calls.claim(caller, claim)
                .<Claimed>map(claimed -> new Claimed.Settled(claimed.ideas()))
                .onFailure()
                .recoverWithItem(RegistryIdeas::notClaimed);
    }

    private static Claimed notClaimed(Throwable failure) {
        if (failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() == CONFLICT) {
            return new Claimed.Stale();
        }
        LOG.debugf(failure, "claim not made");
        return new Claimed.Away(String.valueOf(failure.getMessage()));
    }

    @Override
    public Uni<Boolean> confirm(Caller caller, ConfirmIdeas confirmation) {
        return calls.confirm(caller, confirmation)
                .replaceWith(true)
                .onFailure(WebApplicationException.class)
                .recoverWithItem(refused ->
                        ((WebApplicationException) refused).getResponse().getStatus() == CONFLICT)
                .onFailure()
                .recoverWithItem(false);
    }
}
