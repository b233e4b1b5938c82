package dev.parley.router.relay;

import dev.parley.router.selection.Demand;
import dev.parley.transport.relay.Silences;
import dev.parley.transport.relay.request.RequestLook;
import io.vertx.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Sends one request's tries to their nodes, each in its silence; where the model is not in memory, that comes first. */
final class Sending {

    private final Roads roads;
    private final Asked asked;
    private final Context context;

    Sending(Roads roads, Asked asked, Context context) {
        this.roads = roads;
        this.asked = asked;
        this.context = context;
    }

    /** Whoever is told what becomes of a try. */
    interface Told {

        /** This came of it. */
        void result(Try.Result result);

        /** It could not be sent, by our own fault. */
        void surprise(RuntimeException why);
    }

    /** @throws RuntimeException if it cannot be sent at once, by our own fault */
    void send(Try next, Demand demand, RequestLook look, Told told) {
        if (asked.needsLoad(next.candidate(), demand, look)) {
            warm(next, demand, look, told);
        } else {
            boolean warm = next.candidate().isWarm() || !asked.takesPlace(demand);
            Silences silences = patience().with(asked.streamed(), warm, asked.silence());
            send(next, look, silences, told::result);
        }
    }

    /** The model first, then the request, in what is left of the silence. */
    private void warm(Try next, Demand demand, RequestLook look, Told told) {
        Instant began = roads.clock().instant();
        Silences loading = patience().loading(asked.silence());
        Warming warming = new Warming(context, roads.preloads(), next.candidate(), demand, loading, asked.silence());
        next.warm(
                warming,
                () -> {
                    Duration waited = Duration.between(began, roads.clock().instant());
                    Silences rest = patience().rest(asked.streamed(), waited, asked.silence());
                    try {
                        send(next, look, rest, told::result);
                    } catch (RuntimeException surprise) {
                        told.surprise(surprise);
                    }
                },
                told::result);
    }

    private void send(Try next, RequestLook look, Silences silences, Consumer<Try.Result> told) {
        next.send(roads.relay(), asked.callTo(next.candidate(), look, roads.proof()), silences, asked.endpoint(), told);
    }

    private Patience patience() {
        return roads.policy().patience();
    }
}
