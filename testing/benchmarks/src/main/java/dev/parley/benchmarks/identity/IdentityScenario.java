package dev.parley.benchmarks.identity;

import dev.parley.benchmarks.house.House;
import dev.parley.benchmarks.house.NodeWish;
import dev.parley.benchmarks.house.Target;
import dev.parley.benchmarks.load.Keys;
import dev.parley.benchmarks.relay.FastNode;
import dev.parley.benchmarks.relay.Rounds;
import dev.parley.benchmarks.relay.Workload;
import dev.parley.benchmarks.report.Report;
import dev.parley.benchmarks.report.Scenario;
import java.util.List;
import java.util.Optional;

/**
 * What keys and limits add to a relayed call, beside the same call through a gateway that asks for none.
 *
 * @param single calls of one client
 * @param many calls of sixteen
 */
record IdentityScenario(int single, int many) implements Scenario {

    @Override
    public List<NodeWish> nodes() {
        return List.of(FastNode.wish());
    }

    @Override
    public Report run(House house) {
        Target administrator = house.target();
        Target none = house.withoutKeys("identity off");
        Target key = administrator.as("a key without limits", Optional.of(Keys.plain(administrator, "plain")));
        Target limited =
                administrator.as("a key with four limits", Optional.of(Keys.limited(administrator, "limited")));
        List<Rounds.Result> results =
                new Rounds(List.of(none, key, limited), List.of(Workload.single(single), Workload.whole(many))).run();
        return new Report("identity", List.of(Rounds.table("What keys and limits add", results)), List.of());
    }
}
