package dev.parley.gateway.chat;

import dev.parley.gateway.identity.Identified;
import dev.parley.gateway.identity.Visits;
import dev.parley.gateway.inference.Kind;
import dev.parley.gateway.inference.TokenCount;
import dev.parley.gateway.quota.Account;
import dev.parley.gateway.quota.Lease;
import dev.parley.gateway.quota.Verdict;
import dev.parley.gateway.usage.OpenAnswers;
import dev.parley.gateway.usage.Use;
import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.relay.Ending;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One question under way, from the limits of its key to the account of its answer. */
public final class Chat implements Flow {

    /** Stands for a model that nobody named. */
    private static final String UNNAMED = "(unnamed)";

    private final Chats house;
    private final Identified who;
    private final ChatRequest request;
    private final long bytes;
    private final MultiMap headers;
    private final ChatListener listener;
    private final long begun;
    private volatile boolean cancelled;
    private volatile Models.@Nullable Answering answering;

    Chat(Chats house, Identified who, ChatRequest request, long bytes, MultiMap headers, ChatListener listener) {
        this.house = house;
        this.who = who;
        this.request = request;
        this.bytes = bytes;
        this.headers = headers;
        this.listener = listener;
        this.begun = house.clock.millis();
    }

    void begin() {
        if (!request.isLabelled()) {
            ask();
            return;
        }
        house.tasks.known(who.caller()).onComplete(known -> {
            if (known.succeeded() && !known.result().contains(request.taskType())) {
                if (!cancelled) {
                    listener.failed(unknownTask(known.result()));
                }
            } else {
                ask();
            }
        });
    }

    private void ask() {
        house.quotas
                .ask(Account.of(who.caller()), who.limits(), house.count.need(bytes))
                .onSuccess(this::judged);
    }

    /** Nobody waits for it any more: whoever answers is told at once. Callable from anywhere, repeatable. */
    public void cancel() {
        cancelled = true;
        Models.Answering under = answering;
        if (under != null) {
            under.cancel();
        }
    }

    @Override
    public void pause() {
        Models.Answering under = answering;
        if (under != null) {
            under.pause();
        }
    }

    @Override
    public void resume() {
        Models.Answering under = answering;
        if (under != null) {
            under.resume();
        }
    }

    private void judged(Verdict verdict) {
        house.verdicts.count(verdict);
        if (verdict instanceof Verdict.Refused refused) {
            if (!cancelled) {
                listener.judged(verdict);
                listener.failed(Failure.of(refused));
            }
            return;
        }
        Lease lease = ((Verdict.Admitted) verdict).lease();
        if (cancelled) {
            lease.settle(0);
            return;
        }
        listener.judged(verdict);
        Question question = new Question(request.target(), request.messages(), request.temperature(), request.stream());
        answering = house.models.ask(question, headers, who.caller(), new Heard(lease));
        if (cancelled) {
            answering.cancel();
        }
    }

    /** What comes of asking. */
    private final class Heard implements Models.Hearing {

        private final Lease lease;
        private final Context context = Objects.requireNonNull(Vertx.currentContext(), "asked on no context");
        private final OpenAnswers.Answer open = house.answers.begin(Chat.this::cancel);
        private final Visits.Visit visit = house.visits.begin(who, why -> context.runOnContext(now -> expel(why)));
        private String model = request.model().orElse(UNNAMED);
        private Optional<String> spelled = Optional.empty();
        private Optional<Use> kept = Optional.empty();
        private boolean answered;

        Heard(Lease lease) {
            this.lease = lease;
        }

        @Override
        public void began(String model, MultiMap about) {
            this.model = model.isEmpty() ? this.model : model;
            answered = true;
            kept = TokenCount.ofKept(about);
            if (!cancelled) {
                listener.began(about);
            }
        }

        @Override
        public void pieces(List<Piece> pieces) {
            if (!cancelled) {
                listener.pieces(pieces, Chat.this);
            }
        }

        @Override
        public void spelled(String model) {
            spelled = Optional.of(model);
        }

        @Override
        public void over(Ending ending, @Nullable Failure failure) {
            visit.close();
            account(ending);
            house.meter.ended(request.stream(), ending, Duration.ofMillis(took()));
            open.end();
            if (cancelled) {
                return;
            }
            if (failure != null) {
                fail(failure);
            } else if (ending instanceof Ending.Completed) {
                listener.done(new Done(spelled.orElse(model), request.taskType(), took()));
            } else {
                listener.cut();
            }
        }

        /** Its key has come to its end. */
        private void expel(ProblemCode why) {
            if (!cancelled) {
                cancelled = true;
                listener.failed(Failure.of(why, why.title()));
                cancel();
            }
        }

        /** What no model said anything to has cost nothing that anybody counted. */
        private void account(Ending ending) {
            if (!answered || ending.tally().bytes() == 0) {
                lease.settle(0);
                return;
            }
            Use use = kept.orElseGet(() -> house.count.use(Kind.CHAT, ending.tally(), bytes));
            lease.settle(use.allTokens());
            house.book.note(Account.of(who.caller()), model, use);
        }
    }

    private long took() {
        return Math.max(0, house.clock.millis() - begun);
    }

    private void fail(Failure failure) {
        boolean unknownTask = failure.problem().code() == ProblemCode.MODEL_UNKNOWN
                && request.model().isEmpty();
        if (!unknownTask) {
            listener.failed(failure);
            return;
        }
        house.tasks
                .known(who.caller())
                .map(this::unknownTask)
                .otherwise(away -> unknownTask(List.of()))
                .onSuccess(told -> {
                    if (!cancelled) {
                        listener.failed(told);
                    }
                });
    }

    private Failure unknownTask(List<String> known) {
        String expected = known.isEmpty() ? "" : " (expected: one of " + String.join(", ", known) + ")";
        return new Failure(
                Problem.of(ProblemCode.TASK_TYPE_UNKNOWN, "task_type: " + request.taskType() + expected, "task_type"),
                null);
    }
}
