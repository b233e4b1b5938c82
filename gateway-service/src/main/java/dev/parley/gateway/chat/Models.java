package dev.parley.gateway.chat;

import dev.parley.protocol.caller.Caller;
import dev.parley.transport.relay.Ending;
import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whoever gets answers out of models. */
public interface Models {

    /**
     * Asks.
     *
     * @param headers of the client; those that a request to a model may have go with it
     * @param hearing called on the context of who asks, later than this returns
     */
    Answering ask(Question question, MultiMap headers, Caller caller, Hearing hearing);

    /** An answer under way. */
    interface Answering extends Flow {

        /** Nobody listens any more. Callable from anywhere, repeatable; {@link Hearing#over} still comes. */
        void cancel();
    }

    /** Who listens. */
    interface Hearing {

        /**
         * A good answer begins.
         *
         * @param model that answers; empty if nobody said
         * @param about headers that tell of it
         */
        void began(String model, MultiMap about);

        /** Some of it, never nothing: what one read brought. */
        void pieces(List<Piece> pieces);

        /** How the node that answers spells its model: the name that it was found by may be folded. */
        void spelled(String model);

        /** The end, once. @param failure why it is not whole; null if it is, or if nobody listens any more */
        void over(Ending ending, @Nullable Failure failure);
    }
}
