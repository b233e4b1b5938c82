package dev.parley.benchmarks.fairness;

import dev.parley.benchmarks.house.Target;
import dev.parley.benchmarks.load.Ask;
import dev.parley.benchmarks.load.Call;
import dev.parley.benchmarks.load.Calls;
import dev.parley.benchmarks.load.Watch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** So many requests of one caller at any time: for each that ends there is another. */
final class Backlog {

    private final Calls calls;
    private final Target target;
    private final Ask ask;
    private final int size;
    private final Set<Call> open = new HashSet<>();
    private int served;
    private int failed;
    private String why = "";
    private boolean ended;

    Backlog(Calls calls, Target target, Ask ask, int size) {
        this.calls = calls;
        this.target = target;
        this.ask = ask;
        this.size = size;
    }

    void begin() {
        for (int i = 0; i < size; i++) {
            next();
        }
    }

    private synchronized void next() {
        if (!ended) {
            Call call = calls.begin(target, ask, Watch.NOTHING);
            open.add(call);
            call.over().onSuccess(this::over);
        }
    }

    private synchronized void over(Call call) {
        open.remove(call);
        if (ended) {
            return;
        }
        if (call.failure().isPresent()) {
            failed++;
            why = ": " + call.failure().get();
        } else {
            served++;
            next();
        }
    }

    /** Everybody leaves. */
    void end() {
        List<Call> last;
        synchronized (this) {
            ended = true;
            last = new ArrayList<>(open);
        }
        last.forEach(Call::cancel);
    }

    synchronized int served() {
        return served;
    }

    synchronized int failed() {
        return failed;
    }

    synchronized String why() {
        return why;
    }
}
