package dev.parley.benchmarks.survival;

import dev.parley.benchmarks.house.House;
import dev.parley.benchmarks.load.Pace;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Some processes of the orchestrator. One that is struck is not struck again until it is back; one lives at any time. */
final class Orchestrators {

    /** Longer than the lapse and two heartbeats: what it ran is somebody else's by then. */
    private static final Duration STALLED = Duration.ofSeconds(9);

    private static final Duration LATE = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final List<Orchestrator> all;
    private final List<CompletableFuture<Void>> back;
    private final List<Blow> blows = new ArrayList<>();
    private final Random random = new Random(7);

    private Orchestrators(List<Orchestrator> all) {
        this.all = all;
        this.back = new ArrayList<>(Collections.nCopies(all.size(), CompletableFuture.completedFuture(null)));
    }

    /** The house's own and so many more. */
    static Orchestrators of(House house, int more) {
        List<CompletableFuture<Orchestrator>> others = IntStream.range(0, more)
                .mapToObj(each -> CompletableFuture.supplyAsync(() -> Orchestrator.another(house)))
                .toList();
        List<Orchestrator> all = new ArrayList<>(List.of(Orchestrator.first(house.parley())));
        others.forEach(other -> all.add(other.join()));
        return new Orchestrators(all);
    }

    List<URI> urls() {
        return all.stream().map(Orchestrator::url).toList();
    }

    List<Blow> blows() {
        return List.copyOf(blows);
    }

    /** Kills any; it is started again at once. */
    void kill() {
        int victim = any();
        blows.add(new Blow(Blow.Kind.KILL, Instant.now()));
        all.get(victim).kill();
        after(victim, all.get(victim)::startAgain);
    }

    /** Stops any for so long that all it runs is taken from it, and lets it go on. */
    void stall() {
        int victim = any();
        blows.add(new Blow(Blow.Kind.STALL, Instant.now()));
        all.get(victim).stop();
        after(victim, () -> {
            Pace.rest(STALLED);
            all.get(victim).goOn();
        });
    }

    /** Tells the busiest to go; it is started again when it has gone. */
    void dismiss() {
        int victim = IntStream.range(0, all.size())
                .boxed()
                .max(Comparator.comparingInt(each -> all.get(each).running()))
                .orElseThrow();
        blows.add(new Blow(Blow.Kind.FAREWELL, Instant.now()));
        after(victim, () -> {
            all.get(victim).dismiss();
            all.get(victim).startAgain();
        });
    }

    /** Waits until nobody is being started any more, so that all of it can be ended. */
    void rest() {
        back.forEach(CompletableFuture::join);
    }

    /** Waits until all are back and run these conversations. */
    void settle(int conversations) {
        rest();
        long until = System.nanoTime() + LATE.toNanos();
        while (all.stream().mapToInt(Orchestrator::running).sum() < conversations) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("not all conversations run again");
            }
            Pace.rest(LOOK);
        }
    }

    private int any() {
        while (true) {
            int victim = random.nextInt(all.size());
            long up = back.stream().filter(CompletableFuture::isDone).count();
            if (back.get(victim).isDone() && up > 1) {
                back.get(victim).join();
                return victim;
            }
            Pace.rest(LOOK);
        }
    }

    private void after(int victim, Runnable work) {
        back.set(victim, CompletableFuture.runAsync(work));
    }
}
