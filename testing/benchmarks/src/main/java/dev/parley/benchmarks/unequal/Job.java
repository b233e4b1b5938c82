package dev.parley.benchmarks.unequal;

import dev.parley.benchmarks.load.Ask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One request; nobody but the node that answers it knows how long its answer gets. */
record Job(Kind kind, int tokens) {

    /** A share of all the work, of which no job is more. */
    private static final double MOST = 0.01;

    /** What a node must have loaded for it: another context is another load. */
    record Kind(String model, int context) {

        static final String FIRST = "work-a:latest";
        static final String SECOND = "work-b:latest";

        static final List<Kind> ALL = List.of(
                new Kind(FIRST, 2_048), new Kind(FIRST, 8_192), new Kind(SECOND, 2_048), new Kind(SECOND, 8_192));
    }

    Ask ask() {
        return Ask.generate(kind.model(), true, tokens, Map.of("num_ctx", kind.context()));
    }

    /** Many, of exponentially distributed lengths, the kinds in no order. */
    static List<Job> draw(int count, int meanTokens, long seed) {
        Random random = new Random(seed);
        int longest = Math.max(meanTokens, (int) (count * meanTokens * MOST));
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int tokens = (int) Math.ceil(-Math.log(1 - random.nextDouble()) * meanTokens);
            Kind kind = Kind.ALL.get(random.nextInt(Kind.ALL.size()));
            jobs.add(new Job(kind, Math.max(1, Math.min(longest, tokens))));
        }
        return jobs;
    }

    static int work(List<Job> jobs) {
        return jobs.stream().mapToInt(Job::tokens).sum();
    }
}
