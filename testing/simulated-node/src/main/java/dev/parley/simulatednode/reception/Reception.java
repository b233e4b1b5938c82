package dev.parley.simulatednode.reception;

import dev.parley.simulatednode.engine.Counters;
import dev.parley.simulatednode.exchange.ErrorForm;
import dev.parley.simulatednode.exchange.Exchange;
import dev.parley.simulatednode.exchange.FaultyReply;
import dev.parley.simulatednode.exchange.Knobs;
import dev.parley.simulatednode.exchange.Reply;
import dev.parley.simulatednode.exchange.Request;
import dev.parley.simulatednode.fault.FaultPlan;
import dev.parley.simulatednode.fault.FaultRule;
import dev.parley.simulatednode.journal.Entry;
import dev.parley.simulatednode.journal.Journal;
import dev.parley.simulatednode.json.GoJsonException;
import dev.parley.simulatednode.settings.NodeSettings;
import dev.parley.simulatednode.time.NodeTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Takes a request in: notes it, finds its faults and knobs, and passes it on to its handler. */
public final class Reception {

    private final NodeTime time;
    private final Supplier<NodeSettings> settings;
    private final FaultPlan plan;
    private final Journal journal;
    private final Counters counters;
    private final Routing routing;
    private final Consumer<FaultRule> death;
    private final Consumer<FaultRule> state;

    /**
     * The reception of one node.
     *
     * @param death kills the node by the given rule
     * @param state begins a state of the whole node by the given rule
     */
    public Reception(
            NodeTime time,
            Supplier<NodeSettings> settings,
            FaultPlan plan,
            Journal journal,
            Counters counters,
            List<Route> routes,
            Consumer<FaultRule> death,
            Consumer<FaultRule> state) {
        this.time = time;
        this.settings = settings;
        this.plan = plan;
        this.journal = journal;
        this.counters = counters;
        this.routing = new Routing(routes);
        this.death = death;
        this.state = state;
    }

    /** Answers a request; what is returned must run when the client leaves before the end. */
    public Runnable receive(Request request, Reply socket) {
        String model = Exchange.modelIn(request);
        Entry entry = journal.open(request, model, socket);
        counters.request(request.path());
        Knobs knobs;
        try {
            knobs = Knobs.of(request, model, settings.get());
            knobs.faults().stream().filter(rule -> rule.fault().ofNode()).forEach(state);
        } catch (IllegalArgumentException e) {
            ErrorForm.of(request.path()).send(entry, 400, String.valueOf(e.getMessage()));
            return entry::left;
        }
        List<FaultRule> faults = new ArrayList<>(knobs.faults());
        faults.addAll(plan.strike(request.path(), Knobs.plainModel(model)));
        faults.forEach(rule -> counters.add(Counters.Event.FAULTS_APPLIED));
        Exchange exchange = exchange(request, knobs, faults, entry);
        new EarlyFaults(time, exchange, model).meet(() -> handle(exchange));
        return () -> {
            entry.left();
            exchange.leave();
        };
    }

    private Exchange exchange(Request request, Knobs knobs, List<FaultRule> faults, Entry entry) {
        Reply bent = faults.isEmpty() ? entry : new FaultyReply(entry, time, faults, () -> faults.forEach(death));
        Reply labelled = new LabelledReply(bent, routing.browserHeaders(request, knobs.settings()));
        return new Exchange(entry.number(), request, time.nanos(), knobs.settings(), faults, labelled);
    }

    private void handle(Exchange exchange) {
        try {
            routing.route(exchange);
        } catch (GoJsonException e) {
            ErrorForm.of(exchange.request().path()).send(exchange.reply(), 400, String.valueOf(e.getMessage()));
        }
    }
}
