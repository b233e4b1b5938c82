package dev.parley.router.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.Failure;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeProof;
import dev.parley.router.selection.Candidate;
import dev.parley.router.selection.Demand;
import dev.parley.router.selection.Learning;
import dev.parley.transport.relay.Fault;
import dev.parley.transport.relay.Opening;
import dev.parley.transport.relay.Relay;
import dev.parley.transport.relay.Silences;
import dev.parley.transport.relay.Unstarted;
import dev.parley.transport.relay.UpstreamCall;
import dev.parley.transport.relay.record.Surface;
import dev.parley.transport.relay.request.RunnerOptions;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Takes models into nodes' memories before requests are sent there. A node breaks a load off when the client leaves that
 * asked for it, and whoever comes next begins anew: these loads are nobody's, so that they go on, and all who need the same
 * share one. A request for a model that is in memory never comes here. For any thread.
 */
public final class Preloads {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NODE_WORDS = "error";
    private static final String SHIFT = "shift";

    /** Of a node's own words, no more than a line. */
    private static final int LONGEST_WORDS = 500;

    private record Key(NodeId node, ModelName model, RunnerOptions options) {}

    private final Map<Key, Future<Preloaded>> underWay = new ConcurrentHashMap<>();

    /** Below zero, so that a load is no request: what it shows against a node counts once, however many wait for it. */
    private final AtomicLong numbers = new AtomicLong();

    private final AtomicInteger awaited = new AtomicInteger();
    private final Relay relay;
    private final NodeProof proof;
    private final Learning learning;
    private final Consumer<Outcome> watch;

    /** How a load ended. */
    public enum Outcome {
        /** The model is in memory. */
        LOADED,

        /** The node said no. */
        REFUSED,

        /** The node gave no answer. */
        SILENT
    }

    /** @param watch told of every load */
    public Preloads(Relay relay, NodeProof proof, Learning learning, Consumer<Outcome> watch) {
        this.relay = relay;
        this.proof = proof;
        this.learning = learning;
        this.watch = watch;
    }

    /** How many are under way. */
    public int underWay() {
        return underWay.size();
    }

    /** How many requests wait for one. */
    public int awaited() {
        return awaited.get();
    }

    void awaits(int more) {
        awaited.addAndGet(more);
    }

    /**
     * Has a model taken into memory as a request needs it, or waits for who has already begun to.
     *
     * @param silences of a node that loads; those of whoever came first hold
     * @return completes on any context; never fails
     * @throws RuntimeException if the node cannot even be asked, by our own fault
     */
    Future<Preloaded> ready(Candidate at, Demand demand, Silences silences) {
        Key key = new Key(at.node().id(), at.model(), demand.runner());
        Promise<Preloaded> mine = Promise.promise();
        Future<Preloaded> other = underWay.putIfAbsent(key, mine.future());
        if (other != null) {
            return other;
        }
        Learning.Lesson lesson = learning.loads(at, demand);
        Consumer<Preloaded> over = end -> {
            if (end instanceof Preloaded.Ready ready && ready.loaded()) {
                lesson.answered();
            }
            lesson.over();
            underWay.remove(key);
            mine.complete(end);
        };
        try {
            load(at, demand, silences).onSuccess(over::accept).onFailure(surprise -> over.accept(broken(Fault.BROKEN)));
        } catch (RuntimeException surprise) {
            // Nobody may wait for what never began.
            over.accept(broken(Fault.BROKEN));
            throw surprise;
        }
        return mine.future();
    }

    private Future<Preloaded> load(Candidate at, Demand demand, Silences silences) {
        Endpoint endpoint = demand.work() == Demand.Work.EMBED ? Endpoint.EMBED : Endpoint.GENERATE;
        UpstreamCall call = UpstreamCall.on(
                Surface.NATIVE,
                HttpMethod.POST,
                at.node().node().url(),
                endpoint.path(),
                headers(at.node().node()),
                body(at.spelled(), endpoint, demand.runner()));
        return relay.ask(call, silences).opening().map(opening -> {
            Preloaded end = opened(endpoint, at.model(), opening);
            watch.accept(outcome(end));
            return end;
        });
    }

    private MultiMap headers(Node node) {
        return HttpHeaders.headers()
                .add(HttpHeaders.CONTENT_TYPE, "application/json")
                .addAll(proof.headers(node));
    }

    private static Outcome outcome(Preloaded end) {
        if (end instanceof Preloaded.Silent) {
            return Outcome.SILENT;
        }
        return end instanceof Preloaded.Ready ready && ready.loaded() ? Outcome.LOADED : Outcome.REFUSED;
    }

    /** Nothing is asked: the node only takes the model into memory, for as long as it is used to. */
    private static Buffer body(String model, Endpoint endpoint, RunnerOptions options) {
        ObjectNode body = JSON.createObjectNode().put("model", model);
        if (endpoint == Endpoint.EMBED) {
            body.putArray("input");
        } else {
            body.put("stream", false);
        }
        ObjectNode set = JSON.createObjectNode();
        options.values()
                .forEach((name, json) -> (name.equals(SHIFT) ? body : set).putRawValue(name, new RawValue(json)));
        if (!set.isEmpty()) {
            body.set("options", set);
        }
        return Buffer.buffer(body.toString());
    }

    private Preloaded opened(Endpoint endpoint, ModelName model, Opening opening) {
        if (!(opening instanceof Opening.Answered answered)) {
            return broken(opening instanceof Opening.Unanswered unanswered ? unanswered.fault() : Fault.BROKEN);
        }
        Unstarted answer = answered.answer();
        Judgement judgement = AnswerJudge.judge(endpoint, model, answer);
        Optional<Duration> rest = RetryAfter.of(answer.headers());
        int status = answer.status();
        String words = words(answer.held());
        answer.drop();
        return switch (judgement) {
            case NODE_FAULT, BUSY ->
                new Preloaded.Refused(
                        judgement,
                        words.isEmpty() ? "the node answered " + status + " to a load" : words,
                        Failure.of(number(), "answered " + status + " to a load")
                                .resting(rest));
            case GOOD -> new Preloaded.Ready(true);
            case REQUEST_FAULT, MODEL_FAULT, MISSING -> new Preloaded.Ready(false);
        };
    }

    private Preloaded broken(Fault fault) {
        String sentence = fault.sentence() + ", while it loaded the model";
        return new Preloaded.Silent(
                fault,
                Optional.of(
                        fault == Fault.SILENT ? Failure.silence(number(), sentence) : Failure.of(number(), sentence)));
    }

    private long number() {
        return numbers.decrementAndGet();
    }

    private static String words(Buffer held) {
        try {
            JsonNode error = JSON.readTree(held.getBytes()).path(NODE_WORDS);
            String words = error.isTextual() ? error.asText() : "";
            return words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS);
        } catch (IOException noJson) {
            return "";
        }
    }
}
