package dev.parley.simulatednode.generation;

import dev.parley.simulatednode.content.Answer;
import dev.parley.simulatednode.content.Answers;
import dev.parley.simulatednode.content.Metrics;
import dev.parley.simulatednode.content.Mixing;
import dev.parley.simulatednode.content.Piece;
import dev.parley.simulatednode.content.ScriptedAnswer;
import dev.parley.simulatednode.engine.Counters;
import dev.parley.simulatednode.engine.Counters.Event;
import dev.parley.simulatednode.engine.Lease;
import dev.parley.simulatednode.engine.Waiter;
import dev.parley.simulatednode.fault.FaultCode;
import dev.parley.simulatednode.fault.FaultRule;
import dev.parley.simulatednode.settings.Mode;
import dev.parley.simulatednode.settings.NodeSettings;
import dev.parley.simulatednode.time.NodeTime;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One running answer: prompt, then pieces at their pace, held up by whoever does not take them. */
final class Generation implements Waiter {

    private static final String ENGINE_DIED = "an error was encountered while running the model: unexpected EOF";
    private static final String ENGINE_STOPPED = "model runner has unexpectedly stopped, this may be due to resource "
            + "limitations or an internal error, check ollama server logs for details";
    private static final double NANOS = 1e9;
    private static final long NANOS_OF_A_MICRO = 1_000;

    /** Records per turn of the event loop without a pace, so that other streams get theirs. */
    private static final int BURST = 64;

    private final NodeTime time;
    private final Answers answers;
    private final Counters counters;
    private final Job job;
    private final Listener listener;
    private final RandomGenerator jitter;

    private NodeTime.Timer timer = () -> {};
    private @Nullable Lease lease;
    private long prefillNanos;
    private long startedAt;
    private long due;
    private int next;
    private boolean over;

    Generation(NodeTime time, Answers answers, Counters counters, Job job, Listener listener) {
        this.time = time;
        this.answers = answers;
        this.counters = counters;
        this.job = job;
        this.listener = listener;
        this.jitter = Mixing.random(job.exchange().number());
    }

    @Override
    public void granted(Lease granted) {
        lease = granted;
        counters.add(Event.GENERATIONS_STARTED);
        Answer said = answers.to(job.ask(), granted.contextLength());
        ScriptedAnswer scripted = said.scripted();
        if (scripted != null) {
            listener.scripted(scripted);
        }
        int fresh = Math.max(1, said.promptTokens() - granted.cachedTokens());
        double rate = settings().prefillTokensPerSecond();
        double reading = rate == 0 ? 0 : fresh / rate;
        prefillNanos = (long) ((settings().firstTokenSeconds() + reading) * NANOS);
        timer = time.after(prefillNanos, () -> begin(granted, said));
    }

    @Override
    public void refused(int status, String text) {
        over = true;
        listener.refused(status, text);
    }

    private void begin(Lease granted, Answer said) {
        startedAt = time.nanos();
        due = startedAt;
        emit(granted, said);
    }

    private void emit(Lease granted, Answer said) {
        if (settings().burst()) {
            listener.together(() -> emitDue(granted, said));
        } else {
            emitDue(granted, said);
        }
    }

    private void emitDue(Lease granted, Answer said) {
        List<Piece> pieces = said.pieces();
        int sent = 0;
        while (!over && dies() == null) {
            if (!listener.ready()) {
                listener.onReady(() -> resume(granted, said));
                return;
            }
            if (time.nanos() < due || sent++ == BURST) {
                timer = time.after(due - time.nanos(), () -> emit(granted, said));
                return;
            }
            if (next == pieces.size()) {
                finish(granted, said);
                return;
            }
            Piece piece = told(pieces.get(next));
            listener.piece(piece, instant(said, next));
            next++;
            due += pace(granted, piece);
        }
        FaultRule death = dies();
        if (!over && death != null) {
            die(granted, death);
        }
    }

    private Piece told(Piece piece) {
        return settings().mode() == Mode.CLOCK ? piece.saying(time.nanos() / NANOS_OF_A_MICRO + " ") : piece;
    }

    /** Time lost to a slow reader is not made up for. */
    private void resume(Lease granted, Answer said) {
        if (!over) {
            due = Math.max(due, time.nanos());
            timer = time.after(0, () -> emit(granted, said));
        }
    }

    private long pace(Lease granted, Piece piece) {
        NodeSettings settings = settings();
        if (settings.burst() || settings.tokensPerSecond() == 0) {
            return 0;
        }
        double shared = 1 + settings.slotSlowdown() * (granted.busySlots() - 1);
        double varied = 1 + settings.jitter() * (jitter.nextDouble() * 2 - 1);
        return (long) (piece.tokens() * NANOS / settings.tokensPerSecond() * shared * varied);
    }

    private void finish(Lease granted, Answer said) {
        over = true;
        counters.add(Event.GENERATIONS_FINISHED);
        long now = time.nanos();
        Metrics measured = new Metrics(
                now - job.exchange().receivedAt(),
                granted.loadNanos(),
                said.promptTokens(),
                prefillNanos,
                said.tokens(),
                now - startedAt);
        ScriptedAnswer scripted = said.scripted();
        Metrics told = scripted == null || scripted.figures() == null ? measured : scripted.figures();
        listener.finished(said, told, instant(said, next));
        granted.release();
    }

    /** The rule by which the engine dies now, or null. */
    private @Nullable FaultRule dies() {
        return job.exchange()
                .fault(FaultCode.F11)
                .filter(rule -> rule.after(1) == next)
                .orElse(null);
    }

    private void die(Lease granted, FaultRule rule) {
        over = true;
        counters.add(Event.GENERATIONS_FAILED);
        listener.failed(rule.status(500), rule.text(next == 0 ? ENGINE_STOPPED : ENGINE_DIED));
        granted.release();
    }

    /** The client has left: the engine stops within a token. */
    void cancel() {
        timer.cancel();
        Lease held = lease;
        if (!over && held != null) {
            counters.add(Event.GENERATIONS_CANCELLED);
            held.release();
        }
        over = true;
    }

    private Instant instant(Answer said, int record) {
        ScriptedAnswer scripted = said.scripted();
        return scripted == null || scripted.instants().isEmpty()
                ? time.now()
                : scripted.instants().get(Math.min(record, scripted.instants().size() - 1));
    }

    private NodeSettings settings() {
        return job.exchange().settings();
    }
}
