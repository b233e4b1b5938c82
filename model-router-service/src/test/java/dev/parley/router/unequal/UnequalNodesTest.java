package dev.parley.router.unequal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Nodes of speeds 1:2:4, two models with two contexts each, 600 jobs whose lengths nobody knows: by the router's own classes
 * on a clock that jumps, so that an hour takes less than a second.
 */
class UnequalNodesTest {

    private static final int JOBS = 600;
    private static final int SEEDS = 10;

    @Test
    void all_nodes_are_busy_to_the_end_with_hardly_a_load_too_many() {
        List<Work> works = works();

        List<Run> runs = works.stream().map(work -> Run.byTheRouter(work, JOBS)).toList();

        print("all jobs at once", works, runs, JOBS);
        assertThat(works).allMatch(work -> work.longest() <= 0.01 * work.tokens());
        assertThat(runs).allMatch(run -> run.makespan() <= 1.05);
        assertThat(sum(runs, Run::loads)).isLessThanOrEqualTo(1.1 * sum(runs, Run::balancedLoads));
    }

    @Test
    void what_comes_little_by_little_takes_no_longer_though_it_needs_more_loads() {
        int clients = 64;
        List<Work> works = works();

        List<Run> runs =
                works.stream().map(work -> Run.byTheRouter(work, clients)).toList();

        print("64 clients", works, runs, clients);
        assertThat(runs).allMatch(run -> run.makespan() <= 1.08);
        assertThat(sum(runs, Run::loads)).isLessThanOrEqualTo(1.6 * sum(runs, Run::balancedLoads));
    }

    private static List<Work> works() {
        return LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> Work.drawn(seed, JOBS))
                .toList();
    }

    private static void print(String title, List<Work> works, List<Run> runs, int clients) {
        List<Run> roundRobin = new ArrayList<>();
        List<Run> leastConnections = new ArrayList<>();
        for (Work work : works) {
            roundRobin.add(Run.roundRobin(work, clients));
            leastConnections.add(Run.leastConnections(work, clients));
        }
        System.out.printf(
                "%s, %d draws: loads of a balanced plan %.1f, of a clairvoyant one that ends as soon %.1f%n",
                title, runs.size(), mean(runs, Run::balancedLoads), mean(runs, Run::leastLoads));
        row("router", runs);
        row("round robin", roundRobin);
        row("least connections", leastConnections);
    }

    private static void row(String name, List<Run> runs) {
        System.out.printf(
                "  %-18s makespan %.3f (at most %.3f) of the best possible, loads %.1f, p95 wait %.0f s%n",
                name,
                mean(runs, Run::makespan),
                runs.stream().mapToDouble(Run::makespan).max().orElseThrow(),
                mean(runs, Run::loads),
                mean(runs, Run::p95Wait));
    }

    private static double mean(List<Run> runs, ToDoubleFunction<Run> figure) {
        return sum(runs, figure) / runs.size();
    }

    private static double sum(List<Run> runs, ToDoubleFunction<Run> figure) {
        return runs.stream().mapToDouble(figure).sum();
    }
}
