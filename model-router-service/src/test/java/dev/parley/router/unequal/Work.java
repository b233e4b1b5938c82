package dev.parley.router.unequal;

import dev.parley.router.model.ModelName;
import dev.parley.transport.relay.request.RunnerOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Many jobs of two models, each with two contexts; their lengths vary as widely as answers do, none is over 1 % of all. */
record Work(List<Job> jobs) {

    private static final double MEAN_TOKENS = 400;

    static Work drawn(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Job.Needs> needs = new ArrayList<>();
        for (String model : List.of("llama3.2", "qwen3:8b")) {
            for (Map<String, String> options : List.of(Map.<String, String>of(), Map.of("num_ctx", "16384"))) {
                needs.add(new Job.Needs(ModelName.parse(model).orElseThrow(), new RunnerOptions(options)));
            }
        }
        double[] shares =
                needs.stream().mapToDouble(any -> 0.5 + random.nextDouble()).toArray();
        double all = 0;
        for (double share : shares) {
            all += share;
        }
        int longest = (int) (0.009 * count * MEAN_TOKENS);
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double draw = random.nextDouble() * all;
            int kind = 0;
            while (kind < shares.length - 1 && draw >= shares[kind]) {
                draw -= shares[kind++];
            }
            // Exponential: most answers are short, some are many times as long.
            int tokens = (int) Math.min(longest, Math.max(10, -MEAN_TOKENS * Math.log(1 - random.nextDouble())));
            jobs.add(new Job(i, needs.get(kind), tokens));
        }
        return new Work(jobs);
    }

    double tokens() {
        return jobs.stream().mapToInt(Job::tokens).sum();
    }

    double longest() {
        return jobs.stream().mapToInt(Job::tokens).max().orElse(0);
    }

    Map<Job.Needs, Double> byNeeds() {
        Map<Job.Needs, Double> tokens = new LinkedHashMap<>();
        jobs.forEach(job -> tokens.merge(job.needs(), (double) job.tokens(), Double::sum));
        return tokens;
    }
}
