package dev.parley.router.unequal;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.LoadedModel;
import dev.parley.transport.relay.record.NodeTimes;
import dev.parley.transport.relay.record.Tally;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * How a node works, without its HTTP: one load at a time, whatever waits for another load waits in line; what is loaded as
 * needed passes that line and waits for a slot; an instance is loaded anew, or unloaded, only when nobody uses it.
 */
final class FakeNode {

    private static final int OWN_CONTEXT = 4_096;

    private final String name;
    private final double tokensPerSecond;
    private final int slots;
    private final int models;
    private final double loadSeconds;
    private final Events events;
    private final Clock clock;
    private final Map<ModelName, Instance> loaded = new LinkedHashMap<>();
    private final Deque<Asked> toLoad = new ArrayDeque<>();
    private final Deque<Asked> toRun = new ArrayDeque<>();
    private boolean loading;
    private int running;
    private int loads;

    private static final class Instance {
        private final Job.Needs needs;
        private int users;

        Instance(Job.Needs needs) {
            this.needs = needs;
        }
    }

    private record Asked(Job job, Instant at, double[] loadNanos, Runnable begun, Consumer<Tally> done) {}

    /** @param models that are in memory at once, at most */
    FakeNode(
            String name,
            double tokensPerSecond,
            int slots,
            int models,
            double loadSeconds,
            Events events,
            Clock clock) {
        this.name = name;
        this.tokensPerSecond = tokensPerSecond;
        this.slots = slots;
        this.models = models;
        this.loadSeconds = loadSeconds;
        this.events = events;
        this.clock = clock;
    }

    String name() {
        return name;
    }

    int slots() {
        return slots;
    }

    double tokensPerSecond() {
        return tokensPerSecond;
    }

    int loads() {
        return loads;
    }

    int outstanding() {
        return running + toRun.size() + toLoad.size();
    }

    Map<ModelName, LoadedModel> tells() {
        Map<ModelName, LoadedModel> told = new LinkedHashMap<>();
        loaded.forEach((model, instance) -> told.put(
                model,
                new LoadedModel(model, null, instance.needs.options().context().orElse(OWN_CONTEXT), "{}")));
        return told;
    }

    void ask(Job job, Runnable begun, Consumer<Tally> done) {
        Asked asked = new Asked(job, clock.instant(), new double[1], begun, done);
        if (isReady(job.needs())) {
            use(asked);
        } else {
            toLoad.add(asked);
        }
        goOn();
    }

    private boolean isReady(Job.Needs needs) {
        Instance there = loaded.get(needs.model());
        return there != null && there.needs.equals(needs);
    }

    private void use(Asked asked) {
        loaded.get(asked.job().needs().model()).users++;
        asked.loadNanos()[0] = Duration.between(asked.at(), clock.instant()).toNanos();
        toRun.add(asked);
    }

    private void goOn() {
        while (!loading && !toLoad.isEmpty() && makeRoom(toLoad.peek().job().needs())) {
            Asked head = toLoad.remove();
            if (isReady(head.job().needs())) {
                use(head);
            } else {
                load(head);
            }
        }
        while (running < slots && !toRun.isEmpty()) {
            run(toRun.remove());
        }
    }

    /** Whether the load may begin, or is not needed any more. */
    private boolean makeRoom(Job.Needs needs) {
        if (isReady(needs)) {
            return true;
        }
        Instance same = loaded.get(needs.model());
        if (same != null) {
            return same.users == 0 && loaded.remove(needs.model()) != null;
        }
        if (loaded.size() < models) {
            return true;
        }
        Optional<ModelName> idle = loaded.values().stream()
                .filter(instance -> instance.users == 0)
                .map(instance -> instance.needs.model())
                .findFirst();
        idle.ifPresent(loaded::remove);
        return idle.isPresent();
    }

    private void load(Asked head) {
        loading = true;
        loads++;
        events.after(loadSeconds, () -> {
            loading = false;
            loaded.put(head.job().needs().model(), new Instance(head.job().needs()));
            use(head);
            goOn();
        });
    }

    private void run(Asked asked) {
        running++;
        double seconds = asked.job().tokens() / (tokensPerSecond / slots);
        events.after(0.05, asked.begun());
        events.after(0.05 + seconds, () -> {
            running--;
            loaded.get(asked.job().needs().model()).users--;
            asked.done().accept(tally(asked, seconds));
            goOn();
        });
    }

    private Tally tally(Asked asked, double seconds) {
        NodeTimes times = new NodeTimes(
                Duration.between(asked.at(), clock.instant()),
                Duration.ofNanos((long) asked.loadNanos()[0]),
                Duration.ofMillis(50),
                Duration.ofNanos((long) (seconds * 1e9)));
        int tokens = asked.job().tokens();
        return new Tally(tokens, tokens * 90L, OptionalLong.of(30), OptionalLong.of(tokens), Optional.of(times));
    }
}
