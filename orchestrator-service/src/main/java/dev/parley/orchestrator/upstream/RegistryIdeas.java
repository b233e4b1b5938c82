package dev.parley.orchestrator.upstream;

import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.idea.Claimed;
import dev.parley.orchestrator.idea.IdeaRegistry;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.idea.ClaimIdeas;
import dev.parley.protocol.idea.ConfirmIdeas;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** The idea registry behind its edge. */
@Singleton
final class RegistryIdeas implements IdeaRegistry {

    private static final Logger LOG = Logger.getLogger(RegistryIdeas.class);
    private static final int CONFLICT = 409;

    /** Nobody's key: whoever deleted it has gone. */
    private static final String REMOVER = "removal";

    /** What is wrong with the claim itself stays wrong. A registry that does not know us (401, 404) may do so later. */
    private static final Set<Integer> FOR_GOOD = Set.of(400, 413, 415, 422);

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
        int status = status(failure);
        if (status == CONFLICT) {
            return new Claimed.Stale();
        }
        if (FOR_GOOD.contains(status)) {
            LOG.errorf("claim refused for good, its answer has no ideas status=%d code=internal-error", status);
            return new Claimed.Settled(List.of());
        }
        LOG.debugf(failure, "claim not made");
        return new Claimed.Away(String.valueOf(failure.getMessage()));
    }

    @Override
    public Uni<Boolean> confirm(Caller caller, ConfirmIdeas confirmation) {
        return calls.confirm(caller, confirmation)
                .replaceWith(true)
                .onFailure()
                .recoverWithItem(failure -> status(failure) == CONFLICT || FOR_GOOD.contains(status(failure)));
    }

    @Override
    public Uni<Boolean> remove(ConversationKey conversation) {
        Caller nobody = Caller.of(conversation.tenant(), REMOVER, Set.of());
        return calls.remove(nobody, conversation.id())
                .replaceWith(true)
                .onFailure()
                .invoke(failure -> LOG.debugf(failure, "ideas not removed conversation=%s", conversation))
                .onFailure()
                .recoverWithItem(false);
    }

    /** 0 if there was no answer. */
    private static int status(Throwable failure) {
        return failure instanceof WebApplicationException refused
                ? refused.getResponse().getStatus()
                : 0;
    }
}
