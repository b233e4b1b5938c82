package dev.parley.gateway.usage;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Answers under way. What they took is known when they end, so a process that goes ends them before it writes usage down. */
public final class OpenAnswers {

    private final Set<Answer> open = ConcurrentHashMap.newKeySet();

    /** @param cut ends it, for the client a broken connection */
    public Answer begin(Runnable cut) {
        Answer answer = new Answer(cut);
        open.add(answer);
        return answer;
    }

    /** How many there are. */
    public int count() {
        return open.size();
    }

    /** Ends all there are now; completes when what they took has been noted. */
    public Future<Void> cutAll() {
        List<Answer> answers = List.copyOf(open);
        answers.forEach(answer -> answer.cut.run());
        return Future.join(answers.stream().map(answer -> answer.ended.future()).toList())
                .mapEmpty();
    }

    /** One of them. */
    public final class Answer {

        private final Runnable cut;
        private final Promise<Void> ended = Promise.promise();

        private Answer(Runnable cut) {
            this.cut = cut;
        }

        /** It is over, and what it took has been noted. */
        public void end() {
            open.remove(this);
            ended.tryComplete();
        }
    }
}
