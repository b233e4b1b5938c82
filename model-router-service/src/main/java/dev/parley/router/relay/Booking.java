package dev.parley.router.relay;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.model.ModelName;
import dev.parley.router.selection.Demand;
import dev.parley.transport.relay.record.Tally;
import dev.parley.transport.relay.request.RequestLook;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** One request between being understood and departing. Its body is held no longer than until then. */
final class Booking implements Traveller {

    private final Roads roads;
    private final Asked asked;
    private final MultiMap headers;
    private final Caller caller;
    private final Client client;
    private final Context context;
    private final Trip trip;
    private @Nullable RequestLook look;

    Booking(
            Roads roads,
            Asked asked,
            RequestLook look,
            MultiMap headers,
            Caller caller,
            Client client,
            Context context,
            Trip trip) {
        this.roads = roads;
        this.asked = asked;
        this.look = look;
        this.headers = headers;
        this.caller = caller;
        this.client = client;
        this.context = context;
        this.trip = trip;
    }

    /** A model that nobody is known to have may have been pulled a moment ago: look before saying no. */
    @Override
    public void depart(Audience audience) {
        trip.audience(audience);
        RequestLook body = look();
        look = null;
        if (asked.isKnown(roads.choice())) {
            begin(audience, body);
            return;
        }
        roads.probing()
                .refreshAll()
                .thenRun(() -> context.runOnContext(now -> {
                    if (asked.demands().stream().anyMatch(roads.choice()::isKnown)) {
                        begin(audience, body);
                    } else {
                        trip.refuse(
                                ProblemCode.MODEL_UNKNOWN,
                                asked.endpoint().unknownModel(asked.written()),
                                Travelled.Outcome.INVALID);
                    }
                }));
    }

    private void begin(Audience audience, RequestLook body) {
        new Journey(roads, asked, body, audience, context, trip).begin();
    }

    @Override
    public Endpoint endpoint() {
        return asked.endpoint();
    }

    @Override
    public String query() {
        return asked.query();
    }

    @Override
    public MultiMap headers() {
        return headers;
    }

    @Override
    public RequestLook look() {
        if (look == null) {
            throw new IllegalStateException("the body was let go");
        }
        return look;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public String written() {
        return asked.written();
    }

    @Override
    public Demand demand() {
        return asked.demand();
    }

    @Override
    public boolean streamed() {
        return asked.streamed();
    }

    @Override
    public Object terms() {
        return asked.terms();
    }

    @Override
    public Client client() {
        return client;
    }

    @Override
    public Context context() {
        return context;
    }

    @Override
    public void cached(String how) {
        trip.cached(how);
    }

    @Override
    public void stay() {
        look = null;
        trip.body().giveBack();
    }

    @Override
    public MultiMap about() {
        return trip.headers(MultiMap.caseInsensitiveMultiMap());
    }

    @Override
    public void answered(String model) {
        ModelName.parse(model).ifPresent(trip::answeredElsewhere);
        trip.firstByte();
    }

    @Override
    public void over(Travelled.Outcome outcome) {
        trip.end(outcome, Tally.NONE);
    }

    @Override
    public void refuse(String message) {
        look = null;
        trip.refuse(ProblemCode.INVALID_PARAMETER, message, Travelled.Outcome.INVALID);
    }
}
