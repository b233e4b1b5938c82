package dev.parley.testkit.planted.waiting;

import io.smallrye.mutiny.Uni;

/** Waits on a Uni. */
public final class ImpatientProbe {
    String probe(Uni<String> answer) {
        return answer.await().indefinitely();
    }
}
