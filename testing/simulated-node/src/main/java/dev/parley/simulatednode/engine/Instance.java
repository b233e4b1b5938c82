package dev.parley.simulatednode.engine;

import dev.parley.simulatednode.catalogue.Model;
import dev.parley.simulatednode.options.RunnerOptions;
import dev.parley.simulatednode.time.NodeTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** A loaded model: its slots, who waits for them, and how long it stays. */
final class Instance {

    private final Model model;
    private final RunnerOptions options;
    private final Context context;
    private final Placement placement;
    private final IntSupplier capacity;
    private final List<Slot> free = new ArrayList<>();
    private final Deque<Turn> waiting = new ArrayDeque<>();

    private int references;
    private int busy;
    private long keepAliveNanos;
    private @Nullable Instant expiresAt;
    private NodeTime.Timer expiry = () -> {};
    private boolean evicted;
    private boolean stuck;

    /** The length of a context, and whether the node chose it. */
    record Context(int length, boolean automatic) {}

    /** Where the bytes of an instance are. */
    record Placement(long size, long vram) {

        /** Bytes outside the GPUs. */
        long system() {
            return size - vram;
        }
    }

    Instance(
            Model model,
            RunnerOptions options,
            Context context,
            Placement placement,
            long keepAliveNanos,
            IntSupplier capacity) {
        this.model = model;
        this.options = options;
        this.context = context;
        this.placement = placement;
        this.keepAliveNanos = keepAliveNanos;
        this.capacity = capacity;
    }

    boolean serves(RunnerOptions wanted, Context wantedContext) {
        boolean sameContext =
                context.automatic() && wantedContext.automatic() || context.length() == wantedContext.length();
        return sameContext && options.serves(wanted);
    }

    /** A request uses the instance from now on; it also brings its own keep-alive, if it has one. */
    void use(@Nullable Long wantedKeepAlive) {
        references++;
        expiry.cancel();
        if (wantedKeepAlive != null) {
            keepAliveNanos = wantedKeepAlive;
        }
    }

    /** Whether nobody uses it any more. */
    boolean unuse() {
        references--;
        return references == 0;
    }

    void await(Turn turn) {
        waiting.add(turn);
    }

    void leave(Turn turn) {
        waiting.remove(turn);
    }

    /** The next request that has a slot now, or null. */
    @Nullable
    Turn next() {
        return stuck || busySlots() >= capacity.getAsInt() ? null : waiting.poll();
    }

    /** Takes the free slot that remembers most of the prompt. */
    Slot take(int[] prompt) {
        Slot best = free.stream()
                .max(Comparator.comparingInt(slot -> slot.common(prompt)))
                .orElseGet(Slot::new);
        if (best.common(prompt) == 0 && busy + free.size() < capacity.getAsInt()) {
            best = new Slot();
        }
        free.remove(best);
        busy++;
        return best;
    }

    void giveBack(Slot slot) {
        busy--;
        free.add(slot);
    }

    void keepFor(long nanos) {
        keepAliveNanos = nanos;
    }

    void evict() {
        evicted = true;
    }

    void stick(Instant expired) {
        stuck = true;
        expiresAt = expired;
        expiry.cancel();
    }

    void unstick() {
        stuck = false;
        expiresAt = null;
    }

    void idleSince(Instant now, NodeTime.Timer timer) {
        expiry.cancel();
        expiresAt = expiry(now);
        expiry = timer;
    }

    private Instant expiry(Instant now) {
        return now.plusNanos(keepAliveNanos < 0 ? Long.MAX_VALUE : keepAliveNanos);
    }

    void gone() {
        expiry.cancel();
        waiting.clear();
    }

    Instant expiresAt(Instant now) {
        return expiresAt == null ? expiry(now) : expiresAt;
    }

    boolean leavesWhenIdle() {
        return evicted || keepAliveNanos == 0;
    }

    boolean idle() {
        return references == 0;
    }

    /** For comparing who stays longest; for ever is the longest. */
    long patience() {
        return keepAliveNanos < 0 ? Long.MAX_VALUE : keepAliveNanos;
    }

    Model model() {
        return model;
    }

    Placement placement() {
        return placement;
    }

    int contextLength() {
        return context.length();
    }

    int capacity() {
        return capacity.getAsInt();
    }

    int waitingTurns() {
        return waiting.size();
    }

    boolean stuck() {
        return stuck;
    }

    int busySlots() {
        return busy;
    }
}
