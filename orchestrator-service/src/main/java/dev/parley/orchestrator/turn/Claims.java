package dev.parley.orchestrator.turn;

import dev.parley.orchestrator.conversation.ClaimState;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Holding;
import dev.parley.orchestrator.idea.Claimed;
import dev.parley.orchestrator.turn.TurnLog.Owed;
import dev.parley.protocol.idea.ClaimIdeas;
import dev.parley.protocol.idea.ConfirmIdeas;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.idea.Splitter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * What this conversation owes the idea registry, oldest first: claims that could not be made, and confirmations that have
 * not got through. An answer never waits for either.
 */
final class Claims {

    private static final Logger LOG = Logger.getLogger(Claims.class);

    private final TurnTools tools;
    private final Holding holding;
    private final ConversationState conversation;
    private final PatientLog log;
    private final Memory memory;
    private final Deque<Unsettled> unsettled;

    Claims(TurnTools tools, Holding holding, Opening opening, PatientLog log, Memory memory) {
        this.tools = tools;
        this.holding = holding;
        this.conversation = opening.state();
        this.log = log;
        this.memory = memory;
        this.unsettled = new ArrayDeque<>(opening.unsettled());
    }

    /** Claims the ideas of an answer that is about to be kept. */
    Uni<Claimed> claim(Unsettled answer, String text) {
        return claim(answer, new Owed(text, List.of()));
    }

    private Uni<Claimed> claim(Unsettled answer, Owed owed) {
        List<String> told = owed.told().stream().map(Idea::text).toList();
        Splitter splitter = conversation.spec().likeV4() ? Splitter.V4 : Splitter.BULLETS;
        return tools.ideas()
                .claim(
                        conversation.caller(),
                        new ClaimIdeas(
                                holding.key().id(),
                                holding.fence(),
                                answer.turn(),
                                answer.attempt(),
                                answer.round(),
                                answer.agent(),
                                answer.role(),
                                splitter,
                                owed.text(),
                                told.isEmpty() ? null : told));
    }

    /** The answer is kept. Whatever the registry has yet to hear of it is sent later. */
    void kept(Unsettled answer) {
        unsettled.add(answer);
        if (answer.claim() == ClaimState.OWED) {
            tools.meters().unclaimed();
            LOG.warnf("ideas are unverified, claim owed conversation=%s turn=%d", holding.key(), answer.turn());
        }
    }

    /** Makes good what is owed, in order, until all is done or the registry is away (again). */
    Uni<Void> makeGood() {
        return Multi.createBy()
                .repeating()
                .uni(this::oldest)
                .whilst(done -> done && !unsettled.isEmpty())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Boolean> oldest() {
        Unsettled next = unsettled.peek();
        if (next == null) {
            return Uni.createFrom().item(false);
        }
        return next.claim() == ClaimState.OWED ? claimLate(next) : confirm(next);
    }

    private Uni<Boolean> confirm(Unsettled answer) {
        ConfirmIdeas confirmation =
                new ConfirmIdeas(holding.key().id(), holding.fence(), answer.turn(), answer.attempt());
        return tools.ideas().confirm(conversation.caller(), confirmation).flatMap(heard -> {
            if (!heard) {
                return Uni.createFrom().item(false);
            }
            unsettled.remove();
            return tools.log()
                    .confirmed(holding, answer.turn())
                    .replaceWith(true)
                    .onFailure()
                    .recoverWithItem(true);
        });
    }

    private Uni<Boolean> claimLate(Unsettled answer) {
        return log.patiently(() -> tools.log().answer(holding, answer.turn()))
                .map(owed -> owed.orElse(new Owed("", List.of())))
                .flatMap(owed -> claim(answer, owed)
                        .flatMap(claimed -> claimed instanceof Claimed.Settled settled
                                ? settleLate(answer, settled.ideas(), owed.told())
                                : Uni.createFrom().item(false)));
    }

    private Uni<Boolean> settleLate(Unsettled answer, List<Idea> ideas, List<Idea> told) {
        return log.change(state -> tools.course().settled(state, answer.turn(), ideas, told))
                .map(kept -> {
                    if (kept.isLost()) {
                        return false;
                    }
                    unsettled.remove();
                    unsettled.addFirst(answer.claimed());
                    if (told.isEmpty()) {
                        memory.add(ideas);
                    }
                    return true;
                });
    }
}
