package dev.parley.gateway.upstream;

import dev.parley.gateway.chat.Failure;
import dev.parley.gateway.chat.Models.Answering;
import dev.parley.gateway.chat.Models.Hearing;
import dev.parley.gateway.chat.Piece;
import dev.parley.gateway.upstream.RouterRelay.Asking;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.relay.Ending;
import dev.parley.transport.relay.Fault;
import dev.parley.transport.relay.Opening;
import dev.parley.transport.relay.Reading;
import dev.parley.transport.relay.Unstarted;
import dev.parley.transport.relay.record.Tally;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One answer of the router to a chat, from its head to its last record. Lives on the context on which it was asked. */
final class RouterAnswer implements Answering {

    private static final int OK = 200;

    private final Asking asking;
    private final RouterRelay router;
    private final Hearing hearing;
    private final int longest;
    private volatile @Nullable Reading reading;
    private volatile boolean cancelled;

    RouterAnswer(Asking asking, RouterRelay router, Hearing hearing, int longest) {
        this.asking = asking;
        this.router = router;
        this.hearing = hearing;
        this.longest = longest;
    }

    void await() {
        asking.opening().onSuccess(this::opened);
    }

    @Override
    public void cancel() {
        cancelled = true;
        asking.cancel();
        Reading under = reading;
        if (under != null) {
            under.cancel();
        }
    }

    @Override
    public void pause() {
        Reading under = reading;
        if (under != null) {
            under.pause();
        }
    }

    @Override
    public void resume() {
        Reading under = reading;
        if (under != null) {
            under.resume();
        }
    }

    private void opened(Opening opening) {
        if (opening instanceof Opening.Answered answered) {
            read(answered.answer());
        } else if (opening instanceof Opening.Unanswered unanswered) {
            end(
                    new Ending.Failed(unanswered.fault(), Tally.NONE),
                    Failure.of(ProblemCode.SERVICE_UNAVAILABLE, "the router cannot be reached"));
        } else {
            end(new Ending.Cancelled(Tally.NONE), null);
        }
    }

    private void read(Unstarted answer) {
        if (answer.status() != OK) {
            end(new Ending.Failed(Fault.TOLD, Tally.NONE), RouterRefusal.of(answer));
            answer.drop();
            return;
        }
        String model = answer.headers().get("X-Parley-Model");
        hearing.began(model == null ? "" : model, router.toClient(answer.headers()));
        ChatPieces pieces = new ChatPieces(answer.streamed(), longest);
        Reading begun = answer.read(records -> hear(pieces, records));
        reading = begun;
        if (cancelled) {
            begun.cancel();
        }
        begun.ending().onSuccess(ending -> over(ending, pieces));
    }

    private void hear(ChatPieces pieces, Buffer records) {
        tell(pieces.of(records));
        if (pieces.tooLong()) {
            cancel();
        }
    }

    private void tell(List<Piece> said) {
        if (!said.isEmpty()) {
            hearing.pieces(said);
        }
    }

    private void over(Ending ending, ChatPieces pieces) {
        if (pieces.tooLong()) {
            end(ending, Failure.of(ProblemCode.STREAM_BROKEN, "the answer is longer than " + longest + " bytes"));
        } else if (ending instanceof Ending.Failed failed) {
            end(
                    ending,
                    Failure.of(
                            failed.fault().code(),
                            pieces.told().orElse(failed.fault().sentence())));
        } else {
            if (ending instanceof Ending.Completed) {
                tell(pieces.last());
                pieces.model().ifPresent(hearing::spelled);
            }
            end(ending, null);
        }
    }

    private void end(Ending ending, @Nullable Failure failure) {
        asking.over();
        hearing.over(ending, failure);
    }
}
