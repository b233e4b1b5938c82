package dev.parley.benchmarks.unequal;

import dev.parley.benchmarks.load.Call;
import dev.parley.benchmarks.load.Calls;
import dev.parley.benchmarks.load.Load;
import dev.parley.benchmarks.load.Measurement;
import dev.parley.benchmarks.load.StreamWatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All jobs once, by one strategy. */
final class Run {

    private final Calls calls;
    private final Strategy strategy;
    private final List<Job> jobs;
    private final List<StreamWatch> watches = Collections.synchronizedList(new ArrayList<>());

    Run(Calls calls, Strategy strategy, List<Job> jobs) {
        this.calls = calls;
        this.strategy = strategy;
        this.jobs = jobs;
    }

    Measurement all(int clients) {
        return new Load(calls).run(this::begin, clients, jobs.size());
    }

    private Call begin(int number) {
        StreamWatch watch = new StreamWatch();
        watches.add(watch);
        Call call =
                calls.begin(strategy.choose().apply(number), jobs.get(number).ask(), watch);
        call.over().onSuccess(over -> strategy.ended().accept(number));
        return call;
    }

    long done() {
        return List.copyOf(watches).stream().filter(StreamWatch::whole).count();
    }
}
