package dev.parley.orchestrator.turn;

import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.HeldTurn;
import dev.parley.orchestrator.conversation.OpenTurn;
import dev.parley.orchestrator.course.Continuations;
import dev.parley.orchestrator.course.Said;
import dev.parley.orchestrator.model.Ask;
import dev.parley.orchestrator.spec.Speaker;
import dev.parley.protocol.conversation.PartialAnswer;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What was kept of an answer that was cut off, and whether its model goes on with it. Proven once for each text, before the
 * attempt that would go on; what cannot be proven is made anew.
 */
final class Continuing implements Continuations {

    private static final Logger LOG = Logger.getLogger(Continuing.class);

    private final TurnTools tools;
    private final ConversationState conversation;
    private final Asking asking;
    private volatile String text = "";
    private volatile @Nullable HeldTurn held;
    private volatile @Nullable Proof proof;

    Continuing(TurnTools tools, Opening opening, Asking asking) {
        this.tools = tools;
        this.conversation = opening.state();
        this.asking = asking;
        renew(opening);
    }

    private record Proof(String text, boolean found) {}

    /** As the log says. */
    void renew(Opening opening) {
        text = opening.partial();
        held = opening.state().progress().interventions().held();
    }

    /** This attempt was cut off here. */
    void cutOff(OpenTurn attempt, @Nullable Said said) {
        if (said != null) {
            text = said.text();
            held = HeldTurn.saying(attempt, said.pieces(), held);
        }
    }

    /** With what an answer begins that goes on. */
    String text() {
        return text;
    }

    /** Looks for the proof if one is needed and was not looked for. Never fails. */
    Uni<Void> prepare() {
        HeldTurn turn = held;
        Proof known = proof;
        String kept = text;
        boolean looked = known != null && known.text.equals(kept);
        if (turn == null || looked || kept.isEmpty() || !turn.goesOn(usually())) {
            return Uni.createFrom().voidItem();
        }
        return tools.model()
                .continues(ask(turn, kept))
                .onFailure()
                .recoverWithItem(false)
                .invoke(found -> prove(turn, kept, found))
                .replaceWithVoid();
    }

    private PartialAnswer usually() {
        return TurnTools.limits(tools.config()).partial();
    }

    @Override
    public boolean isProven(HeldTurn other) {
        Proof known = proof;
        return known != null && known.found && known.text.equals(text);
    }

    private void prove(HeldTurn turn, String kept, boolean found) {
        proof = new Proof(kept, found);
        if (!found) {
            LOG.infof(
                    "answer begins anew, its model does not go on with it conversation=%s turn=%d",
                    conversation.key(), turn.attempt().turn());
        }
    }

    private Ask ask(HeldTurn turn, String kept) {
        OpenTurn next = turn.again(turn.attempt().seq(), true);
        Speaker speaker = conversation.spec().speakers().get(next.speaker());
        return asking.wouldAsk(next, speaker, kept);
    }
}
