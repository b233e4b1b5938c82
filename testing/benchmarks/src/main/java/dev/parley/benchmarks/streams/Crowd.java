package dev.parley.benchmarks.streams;

import dev.parley.benchmarks.house.Target;
import dev.parley.benchmarks.load.Ask;
import dev.parley.benchmarks.load.Call;
import dev.parley.benchmarks.load.Calls;
import dev.parley.benchmarks.load.Distribution;
import dev.parley.benchmarks.load.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Streams that are read as they come, all by one event loop of this program. */
final class Crowd implements AutoCloseable {

    private static final Duration LATE = Duration.ofSeconds(60);
    private static final double OPENED_PER_SECOND = 250;

    private final Calls calls;
    private final Ages ages = new Ages();
    private final List<Call> open = new ArrayList<>();

    /** At most so many. */
    Crowd(int most) {
        this.calls = new Calls(most);
    }

    /** What a crowd saw in a while. */
    record Seen(Distribution ages, int frames, Duration time) {

        double tokensPerSecond() {
            return ages.nanos().length / seconds();
        }

        double framesPerSecond() {
            return frames / seconds();
        }

        private double seconds() {
            return time.toNanos() / 1e9;
        }
    }

    /** So many more join, each with a request of its own, and are waited for until each has had a token. */
    void join(Target target, int count, IntFunction<Ask> ask) {
        int all = open.size() + count;
        Pace.perSecond(
                OPENED_PER_SECOND, count, number -> open.add(calls.begin(target, ask.apply(number), ages.stream())));
        long until = System.nanoTime() + LATE.toNanos();
        while (ages.opened() < all && System.nanoTime() < until) {
            Pace.rest(Duration.ofMillis(50));
        }
    }

    /** Watches for so long. */
    Seen watch(Duration time) {
        ages.want(true);
        Pace.rest(time);
        ages.want(false);
        return new Seen(ages.seen(), ages.frames(), time);
    }

    /** How many have had a token and still read. */
    int reading() {
        int alive = (int) open.stream().filter(call -> call.endedAt() == 0).count();
        return Math.min(alive, ages.opened());
    }

    /** The last event that any of them has had. */
    String lastId() {
        return ages.lastId();
    }

    @Override
    public void close() {
        open.forEach(Call::cancel);
        Calls.await(open, LATE);
        calls.close();
    }
}
