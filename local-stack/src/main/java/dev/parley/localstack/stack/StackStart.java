package dev.parley.localstack.stack;

import dev.parley.localstack.part.Part;
import dev.parley.localstack.part.PartFailed;
import dev.parley.localstack.process.ProcessRecord;
import dev.parley.localstack.process.ProcessTable;
import dev.parley.localstack.state.StackMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings a stack up: leaves alone what runs as it should, starts what does not, and waits until all of it is ready.
 * Parts that need nothing of each other start at the same time.
 */
public final class StackStart {

    /** Ten times what the slowest part took on a busy machine with two cores. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final StackMemory memory;
    private final Consumer<String> say;
    private final Duration patience;
    private final Map<String, ProcessRecord> started = new ConcurrentHashMap<>();
    private final ReentrantReadWriteLock starting = new ReentrantReadWriteLock();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private volatile boolean cancelled;
    private volatile boolean inVain;

    /**
     * Tells what it does line by line.
     *
     * @param patience how long each part may take to become ready
     */
    StackStart(StackMemory memory, Consumer<String> say, Duration patience) {
        this.memory = memory;
        this.say = say;
        this.patience = patience;
    }

    /**
     * Returns when every part of the plan is ready; may be called again after a failure.
     *
     * @throws PartFailed if one does not come up; those that did are left running
     */
    void bringUp(StackPlan plan) {
        failure.set(null);
        inVain = false;
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Map<String, CompletableFuture<Void>> ready = new LinkedHashMap<>();
            for (Part part : plan.parts()) {
                CompletableFuture<?>[] needed =
                        part.after().stream().map(ready::get).toArray(CompletableFuture[]::new);
                ready.put(
                        part.name(),
                        CompletableFuture.allOf(needed).thenRunAsync(() -> bringUpOrCancelAll(part), threads));
            }
            ready.values()
                    .forEach(future -> future.handle((nothing, failed) -> null).join());
        } finally {
            threads.shutdown();
        }
        RuntimeException first = failure.get();
        if (first != null) {
            throw first;
        }
    }

    /** Starts nothing more from now on; returns when every start that was on its way is remembered. */
    void cancel() {
        starting.writeLock().lock();
        try {
            cancelled = true;
        } finally {
            starting.writeLock().unlock();
        }
    }

    /** Whether it was told to start nothing more. */
    boolean isCancelled() {
        return cancelled;
    }

    /** The processes that were started by this, so far, by part. */
    Map<String, ProcessRecord> started() {
        return Map.copyOf(started);
    }

    /** The others would only wait in vain; what went wrong first is what is told. */
    private void bringUpOrCancelAll(Part part) {
        try {
            bringUp(part);
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
            inVain = true;
            throw e;
        }
    }

    private void bringUp(Part part) {
        long begun = System.nanoTime();
        long logged = part.log().size();
        Optional<ProcessHandle> running = memory.process(part.name());
        boolean asWanted = memory.fingerprint(part.name()).equals(Optional.of(part.fingerprint()));
        if (running.isPresent() && asWanted) {
            awaitReady(part, running.get(), logged, begun);
            return;
        }
        makeRoom(part, running);
        awaitReady(part, start(part), logged, begun);
        say.accept("  %-13s ready in %4.1f s   %s"
                .formatted(part.name(), (System.nanoTime() - begun) / 1e9, part.address()));
    }

    private void makeRoom(Part part, Optional<ProcessHandle> running) {
        if (running.isPresent()) {
            say.accept("  %-13s starts anew: what it is told has changed".formatted(part.name()));
            part.stop(running.get());
        } else if (memory.record(part.name()).isPresent()) {
            say.accept(LastWords.of(part));
        }
    }

    private ProcessHandle start(Part part) {
        starting.readLock().lock();
        try {
            if (cancelled || inVain) {
                throw new PartFailed(part.name() + " was not started", List.of());
            }
            ProcessHandle process = part.start();
            ProcessTable.remember(process.pid()).ifPresent(record -> {
                started.put(part.name(), record);
                memory.started(part.name(), record, part.fingerprint());
            });
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + part.name() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailed(part.name() + " was not started", List.of());
        } finally {
            starting.readLock().unlock();
        }
    }

    private void awaitReady(Part part, ProcessHandle process, long logged, long begun) {
        while (!isReady(part, process, logged)) {
            if (System.nanoTime() - begun > patience.toNanos()) {
                throw new PartFailed(
                        "%s was not ready after %d s %s"
                                .formatted(part.name(), patience.toSeconds(), part.objection())
                                .strip(),
                        lastLines(part, logged));
            }
            if (cancelled || inVain) {
                throw new PartFailed(part.name() + " was not waited for", List.of());
            }
            pause();
        }
    }

    /** Alive first: another program may have taken its port and answer in its place. */
    private static boolean isReady(Part part, ProcessHandle process, long logged) {
        if (!ProcessTable.isAlive(process)) {
            throw new PartFailed(part.name() + " ended while starting", lastLines(part, logged));
        }
        return part.isReady() && ProcessTable.isAlive(process);
    }

    /** A log that was set aside began anew. */
    private static List<String> lastLines(Part part, long logged) {
        return part.log().tail(PartFailed.LAST_LINES, logged <= part.log().size() ? logged : 0);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a part", e);
        }
    }
}
