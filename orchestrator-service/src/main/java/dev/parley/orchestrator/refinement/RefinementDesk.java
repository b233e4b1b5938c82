package dev.parley.orchestrator.refinement;

import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.refinement.Orchestrations.Whose;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.problem.ProblemCode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes wishes for an improved answer, and changes of how answers are improved. */
public final class RefinementDesk {

    private final RefinementTools tools;
    private final Orchestration environment;
    private final Orchestrations changes;
    private final AtomicInteger running = new AtomicInteger();

    /** @param environment the settings until somebody changes them */
    public RefinementDesk(RefinementTools tools, Orchestration environment, Orchestrations changes) {
        this.tools = tools;
        this.environment = environment;
        this.changes = changes;
    }

    /**
     * Begins when subscribed to: steps, pieces of the final answer if wished, then exactly one ending. Cancelling lets the
     * node stop. Fails with {@code StoreUnavailable} before anything is asked if settings or trace cannot be kept.
     */
    public Multi<Refined> refine(Caller caller, Wish wish) {
        return Multi.createFrom().deferred(() -> {
            if (running.incrementAndGet() > tools.bounds().running()) {
                running.decrementAndGet();
                String detail = "answers: all %d are being improved"
                        .formatted(tools.bounds().running());
                return Multi.createFrom().item(new Refined.Failed(ProblemCode.AT_CAPACITY, detail, null));
            }
            return settings(caller)
                    .onItem()
                    .transformToMulti(settings -> refine(caller, wish, settings))
                    .onTermination()
                    .invoke(running::decrementAndGet);
        });
    }

    /** How answers of this tenant are improved now. */
    public Uni<Orchestration> settings(Caller caller) {
        return changes.changes(caller.tenant()).map(this::effective);
    }

    /** Changes the given fields; refused, with the field named, if one is out of its bounds. */
    public Uni<Outcome<Orchestration>> change(Caller caller, Whose whose, JsonObject fields) {
        return OrchestrationReading.read(fields) instanceof Outcome.Refused<JsonObject> refused
                ? Uni.createFrom().item(Outcome.refused(refused.refusal()))
                : changes.change(whose, caller.tenant(), OrchestrationReading.known(fields))
                        .map(changed -> Outcome.given(effective(changed)));
    }

    /** Takes all changes back. */
    public Uni<Orchestration> reset(Caller caller, Whose whose) {
        return changes.reset(whose, caller.tenant()).map(this::effective);
    }

    private Multi<Refined> refine(Caller caller, Wish wish, Orchestration settings) {
        return tools.traces()
                .begin(caller, wish.prompt(), settings.enabled())
                .onItem()
                .transformToMulti(begun -> {
                    TraceLog trace = new TraceLog(tools.traces(), caller, begun);
                    Spans spans = new Spans(tools.tracer());
                    Speaking speaking = new Speaking(tools, caller, UUID.randomUUID(), spans);
                    RefinementRun run = new RefinementRun(tools, settings, wish, speaking, trace);
                    Multi<Refined> begin = Multi.createFrom().item(new Refined.Begun(trace.id()));
                    return begin.onCompletion()
                            .switchTo(run::run)
                            .onTermination()
                            .invoke(() -> {
                                spans.end();
                                tools.file().write(trace.whole());
                            });
                });
    }

    private Orchestration effective(JsonObject changed) {
        return OrchestrationReading.over(environment, changed);
    }
}
