package dev.parley.router.cache;

import dev.parley.router.relay.Client;
import dev.parley.router.relay.Refusal;
import dev.parley.router.relay.RelayHeaders;
import dev.parley.router.relay.Travelled;
import dev.parley.router.relay.Traveller;
import dev.parley.transport.relay.Ending;
import dev.parley.transport.relay.Fault;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;

/**
 * One of those who share an answer. Reads it at the pace of its own client, on its own context; what it does or suffers never
 * touches the others.
 */
final class Listener {

    private static final long NO_TIMER = -1;

    /** Of the way of whoever asked first; this one waited for another time. */
    private static final List<String> OF_THE_FIRST =
            List.of(RelayHeaders.QUEUE_MS, RelayHeaders.QUEUE_POSITION, RelayHeaders.OVERHEAD_MS, RelayHeaders.ROUTE);

    private final Traveller traveller;
    private final Client client;
    private final Context context;
    private final boolean first;
    private final Duration silence;
    private final Recording.Place place = new Recording.Place();
    private long watch = NO_TIMER;
    private boolean over;

    /**
     * A client.
     *
     * @param first whether it is its request that travels
     * @param silence how long it may take nothing while bytes wait for it
     */
    Listener(Traveller traveller, boolean first, Duration silence) {
        this.traveller = traveller;
        this.client = traveller.client();
        this.context = traveller.context();
        this.first = first;
        this.silence = silence;
    }

    /** Where it is in the answer. Guarded by its flight. */
    Recording.Place place() {
        return place;
    }

    /** It is aboard. Call it on its context. */
    void follow(Flight flight) {
        client.left().onSuccess(left -> context.runOnContext(now -> leave(flight)));
    }

    /** There is something to read. Callable from anywhere. */
    void wake(Flight flight) {
        context.runOnContext(now -> read(flight));
    }

    /** It waits. Callable from anywhere. */
    void comment(MultiMap head, String text) {
        context.runOnContext(now -> {
            if (!over) {
                client.comment(() -> own(head), text);
            }
        });
    }

    /** There will be no answer. Callable from anywhere. */
    void refuse(Refusal refusal) {
        context.runOnContext(now -> {
            if (!over) {
                client.refuse(new Refusal(
                        refusal.surface(),
                        refusal.code(),
                        refusal.message(),
                        own(refusal.headers()),
                        refusal.outcome()));
                over(refusal.outcome());
            }
        });
    }

    /** It fell so far behind that what it has not read is not held any more. Callable from anywhere. */
    void cut(Flight flight) {
        context.runOnContext(now -> drop(flight, Travelled.Outcome.CANCELLED));
    }

    private void leave(Flight flight) {
        if (!over) {
            over(Travelled.Outcome.CANCELLED);
            flight.leave(this);
        }
    }

    private void drop(Flight flight, Travelled.Outcome outcome) {
        if (!over) {
            over(outcome);
            client.response().reset();
            flight.leave(this);
        }
    }

    private void read(Flight flight) {
        HttpServerResponse response = client.response();
        while (!over && !client.gone()) {
            if (response.writeQueueFull()) {
                waitForRoom(flight);
                return;
            }
            Flight.Part part = flight.read(this);
            if (part.ending() != null) {
                end(flight, part, part.ending());
            } else if (part.records().length() == 0) {
                return;
            } else {
                head(part.of());
                if (!response.headWritten()) {
                    response.setChunked(true);
                }
                response.write(part.records());
            }
        }
    }

    private void waitForRoom(Flight flight) {
        if (watch == NO_TIMER) {
            watch = context.owner()
                    .setTimer(
                            silence.toMillis(),
                            fired -> context.runOnContext(now -> drop(flight, Travelled.Outcome.CANCELLED)));
            client.response().drainHandler(drained -> {
                rest();
                read(flight);
            });
        }
    }

    private void head(Answer answer) {
        HttpServerResponse response = client.response();
        if (!response.headWritten()) {
            response.setStatusCode(answer.status()).headers().addAll(own(answer.headers()));
            answered(answer);
        }
    }

    private void end(Flight flight, Flight.Part last, Ending ending) {
        HttpServerResponse response = client.response();
        boolean failed = ending instanceof Ending.Failed told && told.fault() != Fault.TOLD;
        if (ending instanceof Ending.Cancelled || failed && !last.of().streamed()) {
            // A cut connection is all that tells the client that this answer is not whole.
            drop(flight, failed ? Travelled.Outcome.BROKEN : Travelled.Outcome.CANCELLED);
            return;
        }
        head(last.of());
        if (last.of().streamed() && !response.headWritten()) {
            response.setChunked(true);
        }
        Buffer rest = last.records();
        if (failed) {
            rest = rest.copy()
                    .appendBuffer(last.of()
                            .form()
                            .broken(((Ending.Failed) ending).fault().sentence()));
        }
        response.end(rest);
        over(ending instanceof Ending.Completed ? Travelled.Outcome.COMPLETED : Travelled.Outcome.BROKEN);
        flight.leave(this);
    }

    private MultiMap own(MultiMap headers) {
        MultiMap own = MultiMap.caseInsensitiveMultiMap().addAll(headers);
        if (!first) {
            OF_THE_FIRST.forEach(own::remove);
            own.set(RelayHeaders.CACHE, "shared");
        }
        return own;
    }

    private void answered(Answer answer) {
        if (!first) {
            traveller.answered(String.valueOf(answer.headers().get(RelayHeaders.MODEL)));
        }
    }

    /** What travels is counted when its journey ends. */
    private void over(Travelled.Outcome outcome) {
        over = true;
        rest();
        if (!first) {
            traveller.over(outcome);
        }
    }

    private void rest() {
        if (watch != NO_TIMER) {
            context.owner().cancelTimer(watch);
            watch = NO_TIMER;
        }
    }
}
