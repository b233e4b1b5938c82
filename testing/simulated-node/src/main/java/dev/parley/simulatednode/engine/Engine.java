package dev.parley.simulatednode.engine;

import dev.parley.simulatednode.catalogue.Model;
import dev.parley.simulatednode.engine.Counters.Event;
import dev.parley.simulatednode.options.RunnerOptions;
import dev.parley.simulatednode.settings.NodeSettings;
import dev.parley.simulatednode.time.NodeTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ollama's scheduler. A loaded model that fits takes any number of requests, which wait first come first served for
 * its slots; all others go through one bounded queue and one load at a time. Belongs to one event loop.
 */
public final class Engine {

    private static final String BUSY = "server busy, please try again.  maximum pending requests exceeded";

    private final NodeTime time;
    private final Supplier<NodeSettings> settings;
    private final Counters counters;
    private final Memory memory;
    private final Map<String, Instance> instances = new LinkedHashMap<>();
    private final Deque<Turn> pending = new ArrayDeque<>();

    /** The head of the queue: being loaded, or waiting for another model to leave. */
    private @Nullable Turn serving;

    private NodeTime.Timer loading = () -> {};

    /** Whether models hang in their unloading, those too that are loaded from now on. */
    private boolean stuck;

    public Engine(NodeTime time, Supplier<NodeSettings> settings, Counters counters) {
        this.time = time;
        this.settings = settings;
        this.counters = counters;
        this.memory = new Memory(settings);
    }

    /** Asks for a slot; the waiter may be called before this returns. */
    public Turn ask(Demand demand, Waiter waiter) {
        Turn turn = new Turn(demand, waiter, time.nanos(), this);
        Instance instance = instances.get(demand.model().weights());
        if (instance != null && serves(instance, demand)) {
            attach(instance, turn);
        } else if (pending.size() >= settings.get().maxQueue()) {
            counters.add(Event.REFUSED_BUSY);
            turn.refuse(503, BUSY);
        } else {
            pending.add(turn);
            pump();
        }
        return turn;
    }

    /** Unloads the model as soon as nobody uses it; a model that is not loaded is unloaded already. */
    public void expire(Model model) {
        Instance instance = instances.get(model.weights());
        if (instance != null) {
            instance.keepFor(0);
            if (instance.idle()) {
                unload(instance);
            }
        }
    }

    /** Unloads all models that nobody uses. */
    public void unloadIdle() {
        List.copyOf(instances.values()).stream().filter(Instance::idle).forEach(this::unload);
    }

    /** Loses all models and forgets all requests, as a killed process does; nobody is told. */
    public void crash() {
        loading.cancel();
        instances.values().forEach(Instance::gone);
        instances.clear();
        pending.clear();
        serving = null;
    }

    /**
     * Makes models hang in their unloading, until switched off: in the past by {@code expires_at}, and answering nobody.
     * Then those that somebody waits for answer, those that had to leave do, and the others' time begins anew.
     */
    public void stick(boolean on) {
        stuck = on;
        List.copyOf(instances.values()).forEach(on ? this::stick : this::unstick);
    }

    private void stick(Instance instance) {
        instance.stick(time.now().minusSeconds(60));
    }

    private void unstick(Instance instance) {
        instance.unstick();
        fill(instance);
        if (instance.idle() && instances.containsValue(instance)) {
            rest(instance);
        }
    }

    /** What is loaded now, longest remaining life first; a model being loaded is not there yet. */
    public List<LoadedModel> loaded() {
        Instant now = time.now();
        return instances.values().stream()
                .map(each -> new LoadedModel(
                        each.model(),
                        each.placement().size(),
                        each.placement().vram(),
                        each.contextLength(),
                        each.expiresAt(now),
                        each.capacity(),
                        each.busySlots(),
                        each.waitingTurns()))
                .sorted(Comparator.comparing(LoadedModel::expiresAt).reversed())
                .toList();
    }

    /** Names of the models in the queue for a load, the one being loaded first. */
    public List<String> queue() {
        List<String> names = new ArrayList<>();
        if (serving != null) {
            names.add(serving.demand().model().name().display());
        }
        pending.forEach(turn -> names.add(turn.demand().model().name().display()));
        return names;
    }

    /** Context of a request with these options. */
    public int contextLength(Model model, RunnerOptions options) {
        return memory.context(model, options).length();
    }

    private boolean serves(Instance instance, Demand demand) {
        return instance.serves(demand.options(), memory.context(demand.model(), demand.options()));
    }

    private void attach(Instance instance, Turn turn) {
        instance.use(turn.demand().keepAliveNanos());
        turn.waiting(time.nanos(), instance);
        if (turn.demand().loadOnly() && !instance.stuck()) {
            turn.grant(new Lease(instance, null, turn.loadNanos(), 0, () -> released(instance)));
        } else {
            instance.await(turn);
            fill(instance);
        }
    }

    private void fill(Instance instance) {
        for (Turn turn = instance.next(); turn != null; turn = instance.next()) {
            Slot slot = instance.take(turn.demand().prompt());
            int cached = slot.remember(turn.demand().prompt());
            counters.busy(instance.model().name().display(), instance.busySlots());
            turn.grant(new Lease(instance, slot, turn.loadNanos(), cached, () -> released(instance)));
        }
    }

    private void released(Instance instance) {
        boolean idle = instance.unuse();
        fill(instance);
        if (idle && instance.idle() && instances.containsValue(instance)) {
            rest(instance);
        }
    }

    private void rest(Instance instance) {
        if (instance.stuck()) {
            return;
        }
        if (instance.leavesWhenIdle()) {
            unload(instance);
        } else {
            boolean forEver = instance.patience() == Long.MAX_VALUE;
            instance.idleSince(
                    time.now(), forEver ? () -> {} : time.after(instance.patience(), () -> unload(instance)));
        }
    }

    private void unload(Instance instance) {
        if (!instance.stuck() && instances.remove(instance.model().weights(), instance)) {
            instance.gone();
            counters.add(Event.UNLOADS);
            Turn waiting = serving;
            if (waiting != null && waiting.stage() == Turn.Stage.PENDING) {
                serve(waiting);
            }
        }
    }

    private void pump() {
        while (serving == null && !pending.isEmpty()) {
            Turn turn = pending.remove();
            serving = turn;
            serve(turn);
        }
    }

    /** Moves the head of the queue on as far as it gets now. */
    private void serve(Turn turn) {
        Model model = turn.demand().model();
        Instance instance = instances.get(model.weights());
        if (instance != null && serves(instance, turn.demand())) {
            served();
            attach(instance, turn);
            pump();
            return;
        }
        Instance.Context context = memory.context(model, turn.demand().options());
        Instance leaving = instance != null
                ? instance
                : memory.victim(instances.values(), model, context).orElse(null);
        if (leaving == null) {
            load(turn, context);
        } else {
            leaving.evict();
            if (leaving.idle()) {
                unload(leaving);
            }
        }
    }

    private void load(Turn turn, Instance.Context context) {
        Model model = turn.demand().model();
        Instance.Placement placement = memory.place(instances.values(), model, context);
        String refusal = memory.refusal(instances.values(), placement);
        turn.loading();
        counters.add(Event.LOADS_STARTED);
        Demand.Loading terms = turn.demand().loading();
        loading = time.after(refusal == null ? terms.nanos(placement.size()) : 0, () -> {
            String failure = refusal == null ? terms.failure() : refusal;
            served();
            if (failure.isEmpty()) {
                counters.add(Event.LOADS_FINISHED);
                Instance instance = new Instance(
                        model,
                        turn.demand().options(),
                        context,
                        placement,
                        defaultKeepAlive(),
                        () -> memory.slots(model));
                instances.put(model.weights(), instance);
                if (stuck) {
                    stick(instance);
                }
                attach(instance, turn);
            } else {
                counters.add(Event.LOADS_FAILED);
                turn.refuse(500, failure);
            }
            pump();
        });
    }

    private void served() {
        serving = null;
    }

    private long defaultKeepAlive() {
        double seconds = settings.get().keepAliveSeconds();
        return seconds < 0 ? -1 : (long) (seconds * 1e9);
    }

    /** A client left before its turn. */
    void left(Turn turn, Turn.Stage stage) {
        if (stage == Turn.Stage.WAITING) {
            counters.add(Event.WAITING_CANCELLED);
            Instance instance = turn.instance();
            if (instance != null) {
                instance.leave(turn);
                released(instance);
            }
        } else if (turn == serving) {
            if (stage == Turn.Stage.LOADING) {
                counters.add(Event.LOADS_CANCELLED);
                loading.cancel();
            }
            served();
            pump();
        } else {
            pending.remove(turn);
        }
    }
}
