package dev.parley.benchmarks.caps;

import dev.parley.benchmarks.house.Target;
import dev.parley.benchmarks.load.Ask;
import dev.parley.benchmarks.load.Call;
import dev.parley.benchmarks.load.Calls;
import dev.parley.benchmarks.load.Distribution;
import dev.parley.benchmarks.load.StreamWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Clients that never stop asking; one that fails asks once at the next door after a moment. */
final class Crowd {

    private static final int TOKENS = 10;
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final Duration LATE = Duration.ofSeconds(60);

    private final Calls calls;
    private final List<Target> doors;
    private final int clients;
    private final Ask ask = Ask.generate(CapsScenario.MODEL, true, TOKENS);

    /** Guards what follows. */
    private final Object lock = new Object();

    private final List<Call> open = new ArrayList<>();
    private final List<Long> latencies = new ArrayList<>();
    private int failed;
    private boolean stopped;

    Crowd(Calls calls, List<Target> doors, int clients) {
        this.calls = calls;
        this.doors = doors;
        this.clients = clients;
    }

    void start() {
        for (int i = 0; i < clients; i++) {
            ask(i, i);
        }
    }

    private void ask(int home, int door) {
        StreamWatch watch = new StreamWatch();
        synchronized (lock) {
            if (stopped) {
                return;
            }
            Call call = calls.begin(doors.get(door % doors.size()), ask, watch);
            open.add(call);
            call.over().onSuccess(over -> ended(over, watch, home, door));
        }
    }

    private void ended(Call call, StreamWatch watch, int home, int door) {
        boolean served = call.failure().isEmpty() && watch.whole();
        synchronized (lock) {
            open.remove(call);
            if (served) {
                latencies.add(call.whole());
            } else {
                failed++;
            }
        }
        if (served) {
            ask(home, home);
        } else {
            calls.later(MOMENT, () -> ask(home, door + 1));
        }
    }

    /** Counts anew. */
    void forget() {
        synchronized (lock) {
            latencies.clear();
            failed = 0;
        }
    }

    int served() {
        synchronized (lock) {
            return latencies.size();
        }
    }

    int failed() {
        synchronized (lock) {
            return failed;
        }
    }

    Distribution latencies() {
        synchronized (lock) {
            return Distribution.of(latencies);
        }
    }

    /** Lets those end that are on their way. */
    void stop() {
        List<Call> last;
        synchronized (lock) {
            stopped = true;
            last = List.copyOf(open);
        }
        Calls.await(last, LATE);
    }
}
