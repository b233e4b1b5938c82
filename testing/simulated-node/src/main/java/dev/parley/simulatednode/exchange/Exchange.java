package dev.parley.simulatednode.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.simulatednode.fault.FaultCode;
import dev.parley.simulatednode.fault.FaultRule;
import dev.parley.simulatednode.json.Fields;
import dev.parley.simulatednode.json.GoJsonException;
import dev.parley.simulatednode.json.GoJsonReader;
import dev.parley.simulatednode.settings.NodeSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request, its reply, and what was decided about it on arrival. */
public final class Exchange {

    private final long number;
    private final Request request;
    private final long receivedAt;
    private final NodeSettings settings;
    private final List<FaultRule> faults;
    private final Reply reply;
    private final List<Runnable> leavers = new ArrayList<>();
    private @Nullable JsonNode json;
    private boolean gone;

    /**
     * A request that is about to be answered.
     *
     * @param number its number on this node, from 1
     * @param receivedAt monotonic time of arrival
     * @param settings the node's, changed by the request's own knobs
     * @param faults what strikes it
     */
    public Exchange(
            long number, Request request, long receivedAt, NodeSettings settings, List<FaultRule> faults, Reply reply) {
        this.number = number;
        this.request = request;
        this.receivedAt = receivedAt;
        this.settings = settings;
        this.faults = List.copyOf(faults);
        this.reply = reply;
    }

    public long number() {
        return number;
    }

    public Request request() {
        return request;
    }

    public long receivedAt() {
        return receivedAt;
    }

    public NodeSettings settings() {
        return settings;
    }

    public Reply reply() {
        return reply;
    }

    public Optional<FaultRule> fault(FaultCode code) {
        return faults.stream().filter(rule -> rule.fault() == code).findFirst();
    }

    /** The body as JSON. */
    public JsonNode json() {
        if (json == null) {
            json = GoJsonReader.first(request.body());
        }
        return json;
    }

    /** The model that the body names in {@code model}, {@code name} or {@code source}; empty when it names none. */
    public static String modelIn(Request request) {
        if (request.body().length == 0) {
            return "";
        }
        try {
            Fields fields = Fields.of(GoJsonReader.first(request.body()), "Request");
            for (String name : List.of("model", "name", "source")) {
                JsonNode value = fields.raw(name);
                if (value != null && value.isTextual() && !value.textValue().isEmpty()) {
                    return value.textValue();
                }
            }
            return "";
        } catch (GoJsonException e) {
            return "";
        }
    }

    /** Runs the task when the client leaves before the end, or at once when it has left. */
    public void onGone(Runnable task) {
        if (gone) {
            task.run();
        } else {
            leavers.add(task);
        }
    }

    /** The client has left. */
    public void leave() {
        gone = true;
        List.copyOf(leavers).forEach(Runnable::run);
        leavers.clear();
    }
}
