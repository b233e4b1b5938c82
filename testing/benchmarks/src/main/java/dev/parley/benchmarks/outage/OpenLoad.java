package dev.parley.benchmarks.outage;

import dev.parley.benchmarks.house.Target;
import dev.parley.benchmarks.load.Ask;
import dev.parley.benchmarks.load.Call;
import dev.parley.benchmarks.load.Calls;
import dev.parley.benchmarks.load.Distribution;
import dev.parley.benchmarks.load.StreamWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;

/** Streams that are sent whatever became of those before, and what became of each. */
final class OpenLoad {

    private static final long ON_ITS_WAY_NANOS = 500_000_000;

    private final Calls calls;
    private final IntFunction<Target> targets;
    private final Ask ask;
    private final List<Sent> all = Collections.synchronizedList(new ArrayList<>());

    OpenLoad(Calls calls, IntFunction<Target> targets, String model, int tokens) {
        this.calls = calls;
        this.targets = targets;
        this.ask = Ask.generate(model, true, tokens);
    }

    private record Sent(Call call, StreamWatch watch) {

        boolean served() {
            return call.failure().isEmpty() && watch.whole();
        }

        /**
         * Of what was over, or had begun, when the node left, no more is promised. The node begins no answer after that, but a
         * first byte may have been on its way.
         */
        boolean hadBegun(Outage outage) {
            long known = outage.beganNanos() + ON_ITS_WAY_NANOS;
            return call.endedAt() - outage.beganNanos() < 0
                    || call.firstAt() != 0 && call.firstAt() - known < 0 && !watch.whole();
        }
    }

    void send(int number) {
        StreamWatch watch = new StreamWatch();
        all.add(new Sent(calls.begin(targets.apply(number), ask, watch), watch));
    }

    void await(Duration atMost) {
        Calls.await(List.copyOf(all).stream().map(Sent::call).toList(), atMost);
    }

    /**
     * What became of them.
     *
     * @param notBegun sent later than the node left, or without an answer's first byte then
     * @param lost those of them that were not served
     * @param cut had begun when the node left, and were not served to their end
     * @param firstLoss why one was lost
     */
    record Judged(int sent, int served, int notBegun, int lost, int cut, Distribution firstBytes, String firstLoss) {}

    Judged judged(Outage outage) {
        List<Sent> sent = List.copyOf(all);
        List<Sent> notBegun =
                sent.stream().filter(each -> !each.hadBegun(outage)).toList();
        List<Sent> lost = notBegun.stream().filter(each -> !each.served()).toList();
        int served = (int) sent.stream().filter(Sent::served).count();
        Distribution first = Distribution.of(sent.stream()
                .filter(each -> each.call().firstAt() != 0)
                .map(each -> each.call().firstByte())
                .toList());
        String why = lost.stream()
                .findFirst()
                .map(each -> ": " + each.call().failure().orElse("an answer without its end"))
                .orElse("");
        return new Judged(
                sent.size(), served, notBegun.size(), lost.size(), sent.size() - served - lost.size(), first, why);
    }
}
