package dev.parley.router.selection;

import dev.parley.router.capacity.Warmth;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.LoadedModel;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeView;
import dev.parley.transport.relay.request.RunnerOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is in the nodes' memories, and for which options: what nodes tell of it, and what this router last sent there. A node
 * tells neither the options, apart from the context, nor what it is just loading. Safe for many threads.
 */
public final class Residents {

    private record Key(NodeId node, ModelName model) {}

    private final Map<Key, Resident> residents = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Duration hearsay;

    /** @param hearsay how old what a node was last heard to have loaded may be: two looks at it */
    public Residents(Clock clock, Duration hearsay) {
        this.clock = clock;
        this.hearsay = hearsay;
    }

    /** A request is sent there. */
    public void sent(NodeView node, ModelName model, RunnerOptions options) {
        Warmth warmth = warmth(node, model, options);
        LoadedModel listed = node.catalogue().loaded().get(model);
        Instant now = clock.instant();
        residents.compute(key(node.id(), model), (key, known) -> {
            if (warmth == Warmth.WARM) {
                long context = listed == null ? 0 : listed.context();
                return known == null ? Resident.found(options, context, now) : known.more();
            }
            return known == null ? Resident.loading(options, now) : known.reloading(options, now);
        });
    }

    /** It began to be answered: what it needed is loaded. */
    public void answered(NodeId node, ModelName model, RunnerOptions options) {
        residents.computeIfPresent(
                key(node, model),
                (key, known) -> known.options().serve(options, true) ? known.answered(clock.instant()) : known);
    }

    /** It is over, well or not. */
    public void over(NodeId node, ModelName model) {
        residents.computeIfPresent(key(node, model), (key, known) -> {
            Resident left = known.less();
            // What never answered and has nobody left who waits for it is loaded no more.
            return left.isLoading() && left.running() == 0 ? null : left;
        });
    }

    /** A node that may have forgotten everything. */
    public void left(NodeId node) {
        residents.keySet().removeIf(key -> key.node().equals(node));
    }

    /** How soon a model could begin there. */
    public Warmth warmth(NodeView node, ModelName model, RunnerOptions wanted) {
        LoadedModel listed = node.catalogue().loaded().get(model);
        Resident known = residents.get(key(node.id(), model));
        if (known == null) {
            return listed == null ? Warmth.COLD : warmthOfUnknown(listed, wanted);
        }
        boolean fresh = known.isLoading() || isFresh(known);
        if (!fresh && listed == null) {
            return Warmth.COLD;
        }
        if (!fresh && listed != null && isAnother(node, known, listed)) {
            return warmthOfUnknown(listed, wanted);
        }
        return known.options().serve(wanted, true) ? Warmth.WARM : Warmth.RELOAD;
    }

    /** Since when it is being loaded there by a request of ours; empty if it is not. */
    Optional<Instant> loadingSince(NodeId node, ModelName model) {
        return Optional.ofNullable(residents.get(key(node, model)))
                .filter(Resident::isLoading)
                .map(Resident::since);
    }

    /** How many requests of ours it has there. */
    int running(NodeId node, ModelName model) {
        Resident known = residents.get(key(node, model));
        return known == null ? 0 : known.running();
    }

    /** Loaded by somebody else, of whose options only the context can be told. */
    private static Warmth warmthOfUnknown(LoadedModel listed, RunnerOptions wanted) {
        OptionalLong context = wanted.context();
        boolean sameContext = context.isEmpty() || listed.context() == 0 || context.getAsLong() == listed.context();
        return sameContext && RunnerOptions.NONE.serve(wanted, false) ? Warmth.WARM : Warmth.RELOAD;
    }

    /** Whether the node lists another instance than the one that we had loaded: its context tells. */
    private boolean isAnother(NodeView node, Resident known, LoadedModel listed) {
        if (listed.context() == 0) {
            return false;
        }
        if (known.context() == 0) {
            residents.replace(key(node.id(), listed.name()), known, known.told(listed.context()));
            return false;
        }
        return known.context() != listed.context();
    }

    /** What a node was last heard to have may be from before it answered us. */
    private boolean isFresh(Resident known) {
        @Nullable Instant ready = known.ready().orElse(null);
        return ready != null && clock.instant().isBefore(ready.plus(hearsay));
    }

    private static Key key(NodeId node, ModelName model) {
        return new Key(node, model);
    }
}
