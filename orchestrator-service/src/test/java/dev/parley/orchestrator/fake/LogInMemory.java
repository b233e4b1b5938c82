package dev.parley.orchestrator.fake;

import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Holding;
import dev.parley.orchestrator.conversation.KeptMessage;
import dev.parley.orchestrator.conversation.Lifecycle.Active;
import dev.parley.orchestrator.conversation.LogEntry;
import dev.parley.orchestrator.conversation.StoreUnavailable;
import dev.parley.orchestrator.conversation.Wish;
import dev.parley.orchestrator.course.Step;
import dev.parley.orchestrator.turn.Opening;
import dev.parley.orchestrator.turn.TurnLog;
import dev.parley.orchestrator.turn.Unsettled;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A log that can be away, before or after it has kept what it was given. */
public final class LogInMemory implements TurnLog {

    public final List<LogEntry> entries = new ArrayList<>();
    public final List<KeptMessage> messages = new ArrayList<>();
    public final List<Integer> confirmed = new ArrayList<>();
    private final List<Unsettled> unsettled;
    private ConversationState state;
    private long fence;
    private int awayBefore;
    private Runnable quicker = () -> {};
    private int deafAfter;
    private int holdAfter;
    private final CompletableFuture<Void> held = new CompletableFuture<>();

    public LogInMemory(ConversationState state, Unsettled... unsettled) {
        this.state = state;
        this.fence = 1;
        this.unsettled = List.of(unsettled);
    }

    /** The next so many changes find nobody. */
    public void awayFor(int changes) {
        awayBefore = changes;
    }

    /** Somebody is quicker than the next change. */
    public void beforeNextChange(Runnable somebody) {
        quicker = somebody;
    }

    /** After so many more changes, one is kept but its keeper does not hear of it. */
    public void deafAfter(int changes) {
        deafAfter = changes + 1;
    }

    /** After so many more changes, one is kept but its keeper hears of it only when released. */
    public void holdAfter(int changes) {
        holdAfter = changes + 1;
    }

    public void release() {
        held.complete(null);
    }

    public void bumpFence() {
        fence++;
    }

    public ConversationState state() {
        return state;
    }

    public void put(ConversationState other) {
        state = other;
    }

    public List<String> types() {
        return entries.stream()
                .map(entry -> entry instanceof LogEntry.Told told
                        ? told.event().getClass().getSimpleName()
                        : entry.getClass().getSimpleName())
                .toList();
    }

    @Override
    public Uni<Optional<Opening>> open(Holding holding) {
        return Uni.createFrom()
                .item(() -> holding.fence() == fence
                        ? Optional.of(new Opening(state, List.of(), List.of(), List.of(), unsettled, partial()))
                        : Optional.empty());
    }

    private String partial() {
        String said = "";
        for (KeptMessage message : messages) {
            said = Boolean.TRUE.equals(message.message().partial())
                    ? message.message().content()
                    : said;
        }
        return said;
    }

    @Override
    public Uni<Step> change(Holding holding, Function<ConversationState, Step> decide) {
        return Uni.createFrom().deferred(() -> {
            if (awayBefore > 0) {
                awayBefore--;
                return Uni.createFrom().failure(new StoreUnavailable(new IOException("away")));
            }
            if (holding.fence() != fence) {
                return Uni.createFrom().item(Step.lost());
            }
            quicker.run();
            quicker = () -> {};
            Step step = decide.apply(state);
            entries.addAll(step.change().entries());
            messages.addAll(step.change().messages());
            state = state.after(step.change());
            if (holdAfter > 0 && --holdAfter == 0) {
                return Uni.createFrom().completionStage(held).replaceWith(step);
            }
            return deafAfter > 0 && --deafAfter == 0
                    ? Uni.createFrom().failure(new StoreUnavailable(new IOException("cut")))
                    : Uni.createFrom().item(step);
        });
    }

    @Override
    public Uni<Optional<Wish>> wish(Holding holding) {
        return Uni.createFrom().deferred(() -> {
            if (awayBefore > 0) {
                awayBefore--;
                return Uni.createFrom().failure(new StoreUnavailable(new IOException("away")));
            }
            boolean held = holding.fence() == fence;
            return Uni.createFrom()
                    .item(
                            held && state.lifecycle() instanceof Active active
                                    ? Optional.of(active.wish())
                                    : Optional.empty());
        });
    }

    @Override
    public Uni<List<Holding>> indebted(int most) {
        return Uni.createFrom().item(List.of());
    }

    @Override
    public Uni<Optional<Owed>> answer(Holding holding, int turn) {
        return Uni.createFrom()
                .item(messages.stream()
                        .filter(kept -> kept.answer() != null && kept.message().turn() == turn)
                        .map(kept -> new Owed(kept.message().content(), List.of()))
                        .findFirst());
    }

    @Override
    public Uni<Void> confirmed(Holding holding, int turn) {
        confirmed.add(turn);
        return Uni.createFrom().voidItem();
    }
}
