package dev.parley.orchestrator.turn;

import dev.parley.orchestrator.context.ContextPlan;
import dev.parley.orchestrator.context.Trust;
import dev.parley.orchestrator.conversation.Compaction;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.OpenTurn;
import dev.parley.orchestrator.course.Compactions;
import dev.parley.orchestrator.course.Course;
import dev.parley.orchestrator.model.Piece;
import dev.parley.orchestrator.spec.Speaker;
import dev.parley.protocol.problem.ProblemCode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the prompt of each attempt, once: what the log says of it when the attempt begins is what is sent. A prompt that a
 * node refuses as too long is made anew for the next attempt, so short that it fits whatever the tokenizer.
 */
final class Planning implements Compactions {

    private final TurnTools tools;
    private final ConversationState conversation;
    private final Memory memory;
    private final Map<Integer, Long> foldedBefore = new HashMap<>();
    private volatile Map<Integer, Integer> lengths = Map.of();
    private volatile Trust trust = Trust.LEARNED;
    private volatile @Nullable Planned planned;

    Planning(TurnTools tools, ConversationState conversation, Memory memory) {
        this.tools = tools;
        this.conversation = conversation;
        this.memory = memory;
    }

    private record Planned(int turn, int attempt, ContextPlan plan) {}

    /** Asks how much the models were made for. It is remembered, and that nobody can tell is no failure. */
    Uni<Void> prepare() {
        if (conversation.spec().likeV4()) {
            return Uni.createFrom().voidItem();
        }
        Map<Integer, Integer> found = new ConcurrentHashMap<>();
        return Multi.createFrom()
                .range(0, conversation.spec().speakers().size())
                .onItem()
                .transformToUniAndMerge(speaker ->
                        longest(speaker).invoke(length -> length.ifPresent(tokens -> found.put(speaker, tokens))))
                .onItem()
                .ignoreAsUni()
                .invoke(() -> lengths = Map.copyOf(found));
    }

    private Uni<Optional<Integer>> longest(int speaker) {
        var agent = conversation.spec().agents().get(speaker);
        return tools.lengths().longest(conversation.caller(), agent.model(), agent.node());
    }

    @Override
    public Optional<Compaction> before(OpenTurn turn, Speaker speaker) {
        ContextPlan plan = make(turn, speaker);
        planned = new Planned(turn.turn(), turn.attempt(), plan);
        return Optional.ofNullable(plan.compaction());
    }

    /** The prompt of this attempt; from now on what it folds stays folded. */
    ContextPlan plan(OpenTurn turn, Speaker speaker) {
        Planned now = planned;
        ContextPlan plan = now != null && now.turn == turn.turn() && now.attempt == turn.attempt()
                ? now.plan
                : make(turn, speaker);
        planned = new Planned(turn.turn(), turn.attempt(), plan);
        foldedBefore.put(turn.speaker(), plan.foldedBefore());
        return plan;
    }

    /** What the prompt of an attempt would be. */
    ContextPlan preview(OpenTurn turn, Speaker speaker) {
        return make(turn, speaker);
    }

    /** What is remembered was read anew: plans of it and the numbers of its parts mean nothing any more. */
    void forget() {
        planned = null;
        foldedBefore.clear();
    }

    /** Learns from how an attempt ended. */
    void heard(OpenTurn turn, Speaker speaker, ContextPlan plan, Piece.Ending ending) {
        String model = Course.askedModel(turn, speaker.agent());
        if (ending instanceof Piece.Broken broken && broken.code() == ProblemCode.CONTEXT_TOO_LONG) {
            tools.planner().tooLong(model, plan);
            trust = Trust.NONE;
        }
        if (ending instanceof Piece.Done done) {
            trust = Trust.LEARNED;
            Integer counted = done.promptTokens();
            if (counted != null) {
                tools.planner().heard(model, plan, counted);
            }
        }
    }

    private ContextPlan make(OpenTurn turn, Speaker speaker) {
        String model = Course.askedModel(turn, speaker.agent());
        boolean own = model.equals(speaker.agent().model());
        return tools.planner()
                .plan(
                        conversation.spec(),
                        speaker,
                        model,
                        own ? Optional.ofNullable(lengths.get(turn.speaker())) : Optional.empty(),
                        memory.past(foldedBefore.getOrDefault(turn.speaker(), 0L)),
                        trust);
    }
}
