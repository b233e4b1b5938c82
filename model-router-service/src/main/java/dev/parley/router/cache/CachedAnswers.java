package dev.parley.router.cache;

import dev.parley.router.node.NodeDirectory;
import dev.parley.router.relay.Client;
import dev.parley.router.relay.RelayHeaders;
import dev.parley.router.relay.Shortcuts;
import dev.parley.router.relay.Travelled;
import dev.parley.router.relay.Traveller;
import dev.parley.router.selection.Choice;
import dev.parley.transport.relay.record.Surface;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers what was asked before without asking a node: from what is kept, or from an answer that is under way. Takes no place
 * and waits in no queue, so it also answers while all nodes are busy or away.
 */
public final class CachedAnswers implements Shortcuts {

    private final CacheTerms terms;
    private final CacheRule rule;
    private final ModelCopies copies;
    private final AnswerStore store;
    private final CacheNotes notes;
    private final Hold hold;
    private final ConcurrentMap<FlightKey, Flight> flights = new ConcurrentHashMap<>();

    /** Who asks the same, and on the same terms: whoever joins shares place, deadline and fate of the first. */
    private record FlightKey(AnswerKey question, Object terms) {}

    public CachedAnswers(CacheTerms terms, NodeDirectory nodes, Choice choice, AnswerStore store, CacheNotes notes) {
        this.terms = terms;
        this.rule = new CacheRule(terms);
        this.copies = new ModelCopies(nodes, choice);
        this.store = store;
        this.notes = notes;
        this.hold = new Hold(terms.recordings());
    }

    /** How many answers are shared, or could be, now. */
    public int flights() {
        return flights.size();
    }

    /** How many clients wait for them or read them now. */
    public int listeners() {
        return flights.values().stream().mapToInt(Flight::listeners).sum();
    }

    /** How many bytes of them are held now. */
    public long held() {
        return hold.held();
    }

    @Override
    public boolean take(Traveller traveller) {
        switch (rule.of(traveller.endpoint(), traveller.headers(), traveller.look())) {
            case UNCONCERNED:
                return false;
            case BYPASS:
                bypass(traveller);
                return false;
            case INVALID:
                traveller.refuse(RelayHeaders.CACHE + ": " + traveller.headers().get(RelayHeaders.CACHE)
                        + " (expected: use or no)");
                return true;
            default:
                return ask(traveller);
        }
    }

    private boolean ask(Traveller traveller) {
        Map<String, String> digests = copies.of(traveller.demand());
        if (digests.isEmpty()) {
            bypass(traveller);
            return false;
        }
        Asking asking = new Asking(
                traveller.caller().tenant(),
                traveller.endpoint().path() + traveller.query(),
                traveller.streamed(),
                traveller.written(),
                traveller.demand().target().written(),
                digests);
        Question.of(asking, traveller.look(), traveller.context())
                .onSuccess(question -> look(traveller, question))
                .onFailure(unreadable -> {
                    bypass(traveller);
                    traveller.depart(traveller.client());
                });
        return true;
    }

    private void look(Traveller traveller, Question question) {
        FlightKey key = new FlightKey(question.key(), traveller.terms());
        Flight under = flights.get(key);
        if (under != null && follow(traveller, under)) {
            return;
        }
        store.find(question.key())
                .onComplete(found -> traveller.context().runOnContext(now -> {
                    notes.looked(found.succeeded());
                    Optional<KeptAnswer> kept = found.succeeded() ? found.result() : Optional.empty();
                    if (kept.isPresent()) {
                        give(traveller, kept.get());
                    } else {
                        goOrFollow(traveller, question, key);
                    }
                }));
    }

    private void goOrFollow(Traveller traveller, Question question, FlightKey key) {
        Flight own =
                new Flight(traveller.context(), traveller.endpoint().surface(), terms, hold, new Landed(key, question));
        while (true) {
            @Nullable Flight under = flights.putIfAbsent(key, own);
            if (under == null) {
                break;
            }
            if (follow(traveller, under)) {
                return;
            }
            flights.remove(key, under);
        }
        notes.asked(CacheNotes.Outcome.MISS);
        traveller.cached("miss");
        if (own.board(new Listener(traveller, true, terms.client())) == Flight.Boarding.ABOARD) {
            traveller.depart(own);
        } else {
            // Another came aboard and left before it could: nothing is shared then.
            traveller.depart(traveller.client());
        }
    }

    private boolean follow(Traveller traveller, Flight under) {
        switch (under.board(new Listener(traveller, false, terms.client()))) {
            case ABOARD -> {
                notes.asked(CacheNotes.Outcome.SHARED);
                traveller.cached("shared");
                traveller.stay();
                return true;
            }
            case FULL -> {
                bypass(traveller);
                traveller.depart(traveller.client());
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    private void give(Traveller traveller, KeptAnswer kept) {
        Client client = traveller.client();
        notes.asked(CacheNotes.Outcome.HIT);
        traveller.stay();
        if (client.gone()) {
            traveller.over(Travelled.Outcome.CANCELLED);
            return;
        }
        traveller.cached("hit");
        traveller.answered(kept.model());
        MultiMap headers = traveller.about();
        headers.set("Content-Type", kept.contentType());
        headers.set(RelayHeaders.MODEL, kept.model());
        if (kept.contentType().startsWith(Surface.EVENTS)) {
            headers.set("Cache-Control", "no-cache");
        }
        client.response().headers().addAll(headers);
        client.response().end(kept.body());
        traveller.over(Travelled.Outcome.COMPLETED);
    }

    private void bypass(Traveller traveller) {
        notes.asked(CacheNotes.Outcome.BYPASS);
        traveller.cached("bypass");
    }

    /** Where flights of one question end. */
    private final class Landed implements Flight.Landing {

        private final FlightKey key;
        private final Question question;

        Landed(FlightKey key, Question question) {
            this.key = key;
            this.question = question;
        }

        @Override
        public void closed(Flight flight) {
            flights.remove(key, flight);
        }

        @Override
        public Future<?> landed(Answer answer, Buffer body) {
            String model = String.valueOf(answer.headers().get(RelayHeaders.MODEL));
            String contentType = String.valueOf(answer.headers().get("Content-Type"));
            if (!Worth.isKept(question, answer.status(), model, body)) {
                notes.ended(CacheNotes.Fate.UNFIT);
                return Future.succeededFuture();
            }
            return store.keep(question.key(), new KeptAnswer(contentType, model, body))
                    .onSuccess(kept -> notes.ended(kept ? CacheNotes.Fate.KEPT : CacheNotes.Fate.TOO_LONG))
                    .onFailure(away -> notes.ended(CacheNotes.Fate.AWAY));
        }

        @Override
        public void landedTooLong() {
            notes.ended(CacheNotes.Fate.TOO_LONG);
        }
    }
}
