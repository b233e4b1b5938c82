package dev.parley.router.relay;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.alias.Reading;
import dev.parley.router.alias.Readings;
import dev.parley.router.machine.Passage;
import dev.parley.router.model.AllowedModels;
import dev.parley.router.model.ModelTarget;
import dev.parley.router.model.TaskTypes;
import dev.parley.router.node.NodeId;
import dev.parley.router.selection.Affinity;
import dev.parley.router.selection.Demand;
import dev.parley.transport.relay.BoundedBody;
import dev.parley.transport.relay.Downstream;
import dev.parley.transport.relay.record.Surface;
import dev.parley.transport.relay.record.Tally;
import dev.parley.transport.relay.request.MalformedRequest;
import dev.parley.transport.relay.request.RequestLook;
import dev.parley.transport.relay.request.RunnerOptions;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Takes a request from its socket: reads and understands it, and sends it on its way. */
public final class InferenceRelay {

    private static final int BYTES_PER_TOKEN = 4;

    /** What is longer is no name; it is not looked at. */
    private static final int LONGEST_CONVERSATION = 128;

    private final Vertx vertx;
    private final Roads roads;
    private final TaskTypes tasks;
    private final Shortcuts shortcuts;
    private final AtomicLong numbers = new AtomicLong();

    public InferenceRelay(Vertx vertx, Roads roads, TaskTypes tasks, Shortcuts shortcuts) {
        this.vertx = vertx;
        this.roads = roads;
        this.tasks = tasks;
        this.shortcuts = shortcuts;
    }

    /**
     * Answers the request, sooner or later. Call it on the request's context before its body is read.
     *
     * @param caller on whose behalf
     */
    public void relay(Endpoint endpoint, HttpServerRequest request, Downstream downstream, Caller caller) {
        Reception reception = new Reception(endpoint, request, downstream, caller);
        reception.read();
    }

    /**
     * What a request asks for.
     *
     * @param targets in the order in which they are to be asked
     * @param meant so many of them are what was asked for; the others stand in for it
     */
    private record Wanted(String written, List<ModelTarget> targets, int meant) {}

    /** A request that just arrived. */
    private final class Reception {

        private final Endpoint endpoint;
        private final HttpServerRequest request;
        private final Client client;
        private final Caller caller;
        private final AllowedModels allowed;
        private final Context context = vertx.getOrCreateContext();
        private final Trip trip;

        Reception(Endpoint endpoint, HttpServerRequest request, Downstream downstream, Caller caller) {
            this.endpoint = endpoint;
            this.request = request;
            this.client = new Client(downstream);
            this.caller = caller;
            this.allowed = AllowedModels.of(caller.models());
            this.trip = new Trip(numbers.incrementAndGet(), endpoint, client, roads.policy(), roads.journal());
        }

        void read() {
            BoundedBody.read(request, roads.policy().bodyLimit(), trip.body())
                    .onSuccess(this::received)
                    .onFailure(left -> trip.end(Travelled.Outcome.CANCELLED, Tally.NONE));
        }

        private void received(BoundedBody.Received received) {
            if (received instanceof BoundedBody.Received.Whole whole) {
                look(whole.body());
            } else if (received instanceof BoundedBody.Received.TooLong) {
                tooLarge();
            } else {
                noRoom();
            }
        }

        private void noRoom() {
            trip.refuse(
                    ProblemCode.AT_CAPACITY,
                    "the requests under way are as large together as they may be, please try again later",
                    Travelled.Outcome.REFUSED);
        }

        private void tooLarge() {
            long limit = roads.policy().bodyLimit();
            refuse(ProblemCode.BODY_TOO_LARGE, "the request body is larger than " + limit + " bytes");
        }

        private void look(Buffer body) {
            RequestLook.at(body, context).onSuccess(this::route).onFailure(this::malformed);
        }

        private void malformed(Throwable cause) {
            String text =
                    cause instanceof MalformedRequest malformed ? malformed.text() : "the request body cannot be read";
            refuse(ProblemCode.MALFORMED_BODY, text);
        }

        private void route(RequestLook look) {
            Optional<String> written = look.model(endpoint.readsName());
            if (written.isEmpty()) {
                refuse(ProblemCode.MALFORMED_BODY, "model is required");
                return;
            }
            Optional<ModelTarget> target = ModelTarget.parse(written.get(), tasks);
            if (target.isEmpty()) {
                unknownModel(written.get());
                return;
            }
            Reading reading = roads.readings().read(target.get(), asker(look));
            if (reading.targets().isEmpty()) {
                refuse(ProblemCode.MODEL_NOT_ALLOWED, "model '" + written.get() + "' is not allowed for this key");
                return;
            }
            Wanted wanted = wanted(target.get(), reading, asker(look));
            if (wanted.meant() == 0) {
                refuse(ProblemCode.CLOUD_REFUSED, "ollama cloud is disabled: remote model is unavailable");
                return;
            }
            reading.drawn().ifPresent(trip::draws);
            String pin = request.getHeader(RelayHeaders.NODE);
            if (pin == null) {
                demand(look, wanted, Optional.empty());
            } else {
                roads.named()
                        .find(pin, caller.tenant())
                        .thenAccept(passage -> context.runOnContext(found -> demandAt(look, wanted, passage)));
            }
        }

        private Readings.Asker asker(RequestLook look) {
            boolean describes = endpoint.work() == Demand.Work.DESCRIBE;
            return new Readings.Asker(
                    allowed,
                    describes,
                    () -> affinity(look, "")
                            .map(Affinity::value)
                            .orElseGet(() -> ThreadLocalRandom.current().nextLong()));
        }

        /** What was asked for, then what stands in for it, as far as the caller may use it. */
        private Wanted wanted(ModelTarget target, Reading reading, Readings.Asker asker) {
            List<ModelTarget> meant =
                    reading.targets().stream().filter(this::isServed).toList();
            Stream<ModelTarget> others = roads.policy().fallbacks().of(target).stream()
                    .flatMap(other -> roads.readings().read(other, asker).targets().stream())
                    .filter(this::isServed);
            return new Wanted(
                    target.written(), Stream.concat(meant.stream(), others).toList(), meant.size());
        }

        private boolean isServed(ModelTarget target) {
            return roads.policy().cloud().allowed()
                    || !(target instanceof ModelTarget.Named named)
                    || !named.name().isCloud();
        }

        private void demandAt(RequestLook look, Wanted wanted, Passage passage) {
            if (passage instanceof Passage.Refused refused) {
                refuse(
                        refused.why(),
                        refused.why() == ProblemCode.NODE_UNKNOWN
                                ? "there is no node of the name asked for"
                                : "the node asked for cannot be used now");
            } else {
                demand(look, wanted, Optional.of(((Passage.Granted) passage).node()));
            }
        }

        private void demand(RequestLook look, Wanted wanted, Optional<NodeId> pin) {
            silence()
                    .ifPresent(silence -> queueing().ifPresent(queueing -> {
                        Demand demand = new Demand(
                                wanted.targets().get(0),
                                endpoint.work(),
                                endpoint != Endpoint.OPENAI_CHAT,
                                pin,
                                caller.tenant(),
                                allowed);
                        Asked asked = asked(look, wanted, detailed(demand, look), silence, queueing);
                        depart(new Booking(roads, asked, look, request.headers(), caller, client, context, trip));
                    }));
        }

        /** How it asks to wait; empty if the request was refused. */
        private Optional<Queueing> queueing() {
            try {
                return Optional.of(roads.policy().queue().of(request.headers(), caller));
            } catch (QueuePolicy.UnexpectedHeader unexpected) {
                refuse(ProblemCode.INVALID_PARAMETER, unexpected.text());
                return Optional.empty();
            }
        }

        /** With what makes one node better for it than another. */
        private Demand detailed(Demand demand, RequestLook look) {
            // Elsewhere nodes pass such options over.
            RunnerOptions options = endpoint.surface() == Surface.NATIVE ? look.runnerOptions() : RunnerOptions.NONE;
            Demand detailed = demand.with(options, look.body().length() / BYTES_PER_TOKEN);
            return affinity(look, demand.target().written()).map(detailed::with).orElse(detailed);
        }

        private Optional<Affinity> affinity(RequestLook look, String target) {
            String conversation = request.getHeader(RelayHeaders.CONVERSATION);
            if (conversation != null && conversation.length() <= LONGEST_CONVERSATION) {
                return Optional.of(Affinity.ofConversation(caller.tenant(), conversation + " " + target));
            }
            return look.beginning().stream()
                    .mapToObj(beginning -> Affinity.ofBeginning(caller.tenant(), beginning))
                    .findFirst();
        }

        /** The silence asked for, if any; empty if the request was refused. */
        private Optional<Optional<Duration>> silence() {
            String seconds = request.getHeader(RelayHeaders.SILENCE);
            if (seconds == null) {
                return Optional.of(Optional.empty());
            }
            Optional<Duration> silence = roads.policy().patience().parse(seconds);
            if (silence.isEmpty()) {
                refuse(
                        ProblemCode.INVALID_PARAMETER,
                        RelayHeaders.SILENCE + ": " + seconds + " (expected: seconds, 1 to "
                                + roads.policy().patience().longest().toSeconds() + ")");
                return Optional.empty();
            }
            return Optional.of(silence);
        }

        private Asked asked(
                RequestLook look, Wanted wanted, Demand first, Optional<Duration> silence, Queueing queueing) {
            return new Asked(
                    endpoint,
                    wanted.written(),
                    demands(first, wanted),
                    wanted.meant(),
                    Optional.ofNullable(request.query())
                            .map(query -> "?" + query)
                            .orElse(""),
                    roads.policy().toNodes().of(request.headers()),
                    look.stream().orElse(endpoint.streamsUnlessTold()),
                    silence,
                    queueing,
                    caller.scopes().contains(Scope.ADMIN) && request.headers().contains(RelayHeaders.ROUTE),
                    "1".equals(request.getHeader(RelayHeaders.TRIES)));
        }

        private static List<Demand> demands(Demand first, Wanted wanted) {
            Stream<Demand> others = wanted.targets().stream().skip(1).map(first::of);
            return Stream.concat(Stream.of(first), others).toList();
        }

        private void depart(Booking booking) {
            if (!shortcuts.take(booking)) {
                booking.depart(client);
            }
        }

        private void unknownModel(String written) {
            refuse(ProblemCode.MODEL_UNKNOWN, endpoint.unknownModel(written));
        }

        private void refuse(ProblemCode code, String message) {
            trip.refuse(code, message, Travelled.Outcome.INVALID);
        }
    }
}
