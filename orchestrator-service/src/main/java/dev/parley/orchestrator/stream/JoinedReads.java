package dev.parley.orchestrator.stream;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Lets those who ask the same at the same time be answered together: while one read is under way whoever comes waits for the
 * next, which begins when it ends. So nobody is given what was read before it asked, and thousands who are woken by one ring
 * cost two reads.
 *
 * @param <K> what is read; equal keys mean equal answers
 */
final class JoinedReads<K, V> {

    /** By what is being read: who waits for the next read of it. */
    private final Map<K, List<UniEmitter<? super V>>> waiting = new HashMap<>();

    /** What a read begun now or later says; a failure is everybody's who waited for it. */
    Uni<V> of(K key, Supplier<Uni<V>> read) {
        return Uni.createFrom().emitter(asker -> {
            if (isFirst(key, asker)) {
                begin(key, read, List.of(asker));
            }
        });
    }

    private synchronized boolean isFirst(K key, UniEmitter<? super V> asker) {
        List<UniEmitter<? super V>> others = waiting.get(key);
        if (others == null) {
            waiting.put(key, new ArrayList<>());
            return true;
        }
        others.add(asker);
        return false;
    }

    private void begin(K key, Supplier<Uni<V>> read, List<UniEmitter<? super V>> askers) {
        Uni.createFrom()
                .deferred(() -> read.get())
                .subscribe()
                .with(
                        answer -> end(key, read, askers, asker -> asker.complete(answer)),
                        failure -> end(key, read, askers, asker -> asker.fail(failure)));
    }

    private void end(
            K key, Supplier<Uni<V>> read, List<UniEmitter<? super V>> askers, Consumer<UniEmitter<? super V>> tell) {
        List<UniEmitter<? super V>> next = next(key);
        if (!next.isEmpty()) {
            begin(key, read, next);
        }
        askers.forEach(tell);
    }

    private synchronized List<UniEmitter<? super V>> next(K key) {
        List<UniEmitter<? super V>> next = waiting.remove(key);
        if (next == null || next.isEmpty()) {
            return List.of();
        }
        waiting.put(key, new ArrayList<>());
        return next;
    }
}
