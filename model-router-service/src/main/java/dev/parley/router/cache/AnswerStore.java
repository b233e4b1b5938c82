package dev.parley.router.cache;

import io.vertx.core.Future;
import java.util.Optional;

/**
 * Where answers are kept. All of it may be lost at any time. Called on any context; its futures complete on any, soon and in
 * any case.
 */
public interface AnswerStore {

    /** What is kept. Fails if the store is away or does not answer in time. */
    Future<Optional<KeptAnswer>> find(AnswerKey key);

    /**
     * Keeps an answer for as long as answers are kept.
     *
     * @return whether there was room for it; fails as {@link #find}
     */
    Future<Boolean> keep(AnswerKey key, KeptAnswer answer);
}
