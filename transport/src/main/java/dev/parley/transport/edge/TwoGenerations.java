package dev.parley.transport.edge;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was used lately, never more than its bound: when the young generation is full it becomes the old one, and
 * what was old is forgotten. What is found among the old is young again. Thread-safe and without locks; threads that fill it
 * at the same moment may forget more than they must, never remember more than they may.
 */
final class TwoGenerations<K, V> {

    private final int generation;
    private volatile ConcurrentHashMap<K, V> young = new ConcurrentHashMap<>();
    private volatile ConcurrentHashMap<K, V> old = new ConcurrentHashMap<>();

    /** @param bound entries at most, give or take one for each thread */
    TwoGenerations(int bound) {
        this.generation = bound / 2;
    }

    @Nullable
    V get(K key) {
        V value = young.get(key);
        if (value != null) {
            return value;
        }
        V aged = old.get(key);
        if (aged != null) {
            put(key, aged);
        }
        return aged;
    }

    void put(K key, V value) {
        ConcurrentHashMap<K, V> now = young;
        if (now.mappingCount() >= generation) {
            old = now;
            now = new ConcurrentHashMap<>();
            young = now;
        }
        now.put(key, value);
    }

    long size() {
        return young.mappingCount() + old.mappingCount();
    }
}
