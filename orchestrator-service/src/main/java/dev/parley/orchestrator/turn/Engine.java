package dev.parley.orchestrator.turn;

import dev.parley.orchestrator.OrchestratorConfig;
import dev.parley.orchestrator.context.ContextPlanner;
import dev.parley.orchestrator.conversation.Holding;
import dev.parley.orchestrator.course.Course;
import dev.parley.orchestrator.course.TryPolicy;
import dev.parley.orchestrator.idea.IdeaRegistry;
import dev.parley.orchestrator.model.ContextLengths;
import dev.parley.orchestrator.model.Model;
import dev.parley.orchestrator.model.Nodes;
import dev.parley.orchestrator.pace.Delays;
import dev.parley.orchestrator.pace.FreshContexts;
import dev.parley.orchestrator.prompt.Prompts;
import dev.parley.orchestrator.stream.LivePlane;
import dev.parley.orchestrator.stream.Wakes;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;

/** The conversations that this process runs. */
@Singleton
public final class Engine {

    private static final Logger LOG = Logger.getLogger(Engine.class);
    private static final Cancellable NOT_YET = () -> {};

    private final TurnTools tools;
    private final FreshContexts contexts;
    private final int most;
    private final ConcurrentMap<UUID, Cancellable> running = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    Engine(
            TurnLog log,
            Model model,
            Nodes nodes,
            IdeaRegistry ideas,
            LivePlane live,
            Wakes wakes,
            Prompts prompts,
            ContextPlanner planner,
            ContextLengths lengths,
            Delays delays,
            Clock clock,
            TurnMeters meters,
            FreshContexts contexts,
            OrchestratorConfig config) {
        Course course = new Course(clock, TurnTools.limits(config));
        TryPolicy tries = new TryPolicy(TurnTools.limits(config));
        this.tools = new TurnTools(
                log, model, nodes, ideas, live, wakes, prompts, planner, lengths, course, tries, delays, clock, meters,
                config);
        this.contexts = contexts;
        this.most = config.ownership().maxConversations();
    }

    /** How many more conversations this process may run. */
    public int room() {
        return stopped ? 0 : Math.max(0, most - running.size());
    }

    /** Keeps a place for a conversation that is about to be taken. True also if it has one; false if there is none. */
    public boolean reserve(UUID conversation) {
        return running.containsKey(conversation) || (room() > 0 && running.putIfAbsent(conversation, NOT_YET) == null);
    }

    /** Gives a place back that was not used. */
    public void unreserve(UUID conversation) {
        running.remove(conversation, NOT_YET);
    }

    /** The conversations that run here, or are about to. */
    public Set<UUID> running() {
        return Set.copyOf(running.keySet());
    }

    /**
     * Runs a conversation until it rests, ends, or is lost. A run of it under a lower fence has lost it and is dropped; a
     * holding that is heard of after a later one is of the past.
     */
    public void run(Holding holding) {
        if (stopped) {
            return;
        }
        Ticket ticket = new Ticket(holding.fence());
        if (!admit(holding.key().id(), ticket)) {
            LOG.infof("conversation was taken before conversation=%s fence=%d", holding.key(), holding.fence());
            return;
        }
        LOG.infof("conversation taken conversation=%s fence=%d", holding.key(), holding.fence());
        contexts.run(() -> begin(holding, ticket));
    }

    private boolean admit(UUID conversation, Ticket ticket) {
        while (true) {
            Cancellable before = running.putIfAbsent(conversation, ticket);
            if (before == null) {
                return true;
            }
            if (before instanceof Ticket other && other.fence > ticket.fence) {
                return false;
            }
            if (running.replace(conversation, before, ticket)) {
                before.cancel();
                return true;
            }
        }
    }

    /** Drops conversations that somebody else has taken. */
    public void drop(Collection<UUID> conversations) {
        for (UUID id : conversations) {
            Cancellable lost = running.remove(id);
            if (lost != null) {
                LOG.infof("conversation lost conversation=%s", id);
                lost.cancel();
            }
        }
    }

    /** Tells the registry what it has yet to hear of conversations that nobody runs. Any replica may; twice is as once. */
    Uni<Void> settleDebts(int most) {
        return tools.log()
                .indebted(most)
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(holding -> tools.log()
                        .open(holding)
                        .flatMap(found -> found.map(opening -> settle(holding, opening))
                                .orElseGet(() -> Uni.createFrom().voidItem())))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> settle(Holding holding, Opening opening) {
        PatientLog log = new PatientLog(tools.log(), holding, tools.delays(), tools.clock(), Duration.ZERO);
        return new Claims(tools, holding, opening, log, new Memory(opening, tools.prompts())).makeGood();
    }

    /** Stops everything at once; what was being said is dropped, and its connections closed. */
    public void stop() {
        stopped = true;
        running.values().forEach(Cancellable::cancel);
        running.clear();
    }

    private void begin(Holding holding, Ticket ticket) {
        ticket.hold(new ConversationRun(tools, holding)
                .run()
                .subscribe()
                .with(
                        gone -> running.remove(holding.key().id(), ticket),
                        surprise -> restAfter(holding, ticket, surprise)));
    }

    /** Its row still names this process; it is taken up again when its place is free, and not at once. */
    private void restAfter(Holding holding, Ticket ticket, Throwable surprise) {
        LOG.errorf(surprise, "conversation stumbled conversation=%s code=internal-error", holding.key());
        ticket.hold(tools.delays()
                .after(tools.config().ownership().lapse().multipliedBy(2))
                .subscribe()
                .with(rested -> running.remove(holding.key().id(), ticket)));
    }

    /** Cancels whatever a run is at the moment, also when it is told to before it has begun. */
    private static final class Ticket implements Cancellable {

        private final long fence;
        private Cancellable held = NOT_YET;
        private boolean cancelled;

        Ticket(long fence) {
            this.fence = fence;
        }

        synchronized void hold(Cancellable next) {
            held = next;
            if (cancelled) {
                next.cancel();
            }
        }

        @Override
        public synchronized void cancel() {
            cancelled = true;
            held.cancel();
        }
    }
}
