package dev.parley.benchmarks.load;

import dev.parley.benchmarks.house.Target;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * A closed load: so many clients, each sending its next call when its last one has ended. Latencies are those of the calls
 * themselves, not of an arrival schedule, so they compare targets and do not predict queueing under an open load.
 */
public final class Load {

    /** A load that takes longer than this is stuck. */
    private static final Duration STUCK = Duration.ofMinutes(10);

    private final Calls calls;

    public Load(Calls calls) {
        this.calls = calls;
    }

    /** Sends the same so often from this many clients. @throws IllegalStateException if any call does not answer 200. */
    public Measurement run(Target target, Ask ask, int clients, int count) {
        return run(number -> calls.begin(target, ask, Watch.NOTHING), clients, count);
    }

    /** The same with a call for each number from 0. */
    public Measurement run(IntFunction<Call> begin, int clients, int count) {
        Run run = new Run(begin, count);
        long began = System.nanoTime();
        for (int i = 0; i < clients; i++) {
            run.next();
        }
        Calls.await(run.done, STUCK);
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Measurement(new Distribution(run.latencies), new Distribution(run.firstBytes), seconds);
    }

    private static final class Run {

        private final IntFunction<Call> begin;
        private final long[] latencies;
        private final long[] firstBytes;
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        Run(IntFunction<Call> begin, int count) {
            this.begin = begin;
            this.latencies = new long[count];
            this.firstBytes = new long[count];
        }

        void next() {
            int number = begun.getAndIncrement();
            if (number < latencies.length && !done.isDone()) {
                begin.apply(number).over().onSuccess(call -> finish(number, call));
            }
        }

        private void finish(int number, Call call) {
            if (call.failure().isPresent()) {
                done.completeExceptionally(
                        new IllegalStateException(call.failure().get()));
                return;
            }
            latencies[number] = call.whole();
            firstBytes[number] = call.firstByte();
            if (ended.incrementAndGet() == latencies.length) {
                done.complete(null);
            } else {
                next();
            }
        }
    }
}
