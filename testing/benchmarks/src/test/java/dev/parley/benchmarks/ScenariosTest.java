package dev.parley.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.benchmarks.cancel.CancelCommand;
import dev.parley.benchmarks.caps.CapsCommand;
import dev.parley.benchmarks.fairness.FairnessCommand;
import dev.parley.benchmarks.house.House;
import dev.parley.benchmarks.house.Stage;
import dev.parley.benchmarks.identity.IdentityCommand;
import dev.parley.benchmarks.outage.OutageCommand;
import dev.parley.benchmarks.relay.RelayCommand;
import dev.parley.benchmarks.report.Report;
import dev.parley.benchmarks.report.Scenario;
import dev.parley.benchmarks.streams.StreamsCommand;
import dev.parley.benchmarks.streams.ViewersCommand;
import dev.parley.benchmarks.tunnel.TunnelCommand;
import dev.parley.benchmarks.unequal.UnequalCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Every scenario once, in one house and so small that its figures say nothing: that they still run, and count. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScenariosTest {

    private static final Map<String, Scenario> SCENARIOS = scenarios();
    private static final Stage STAGE = Stage.set();
    private static House house;

    private static Map<String, Scenario> scenarios() {
        Map<String, Scenario> all = new LinkedHashMap<>();
        all.put("cancel", CancelCommand.small());
        all.put("fairness", FairnessCommand.small());
        all.put("unequal", UnequalCommand.small());
        all.put("identity", IdentityCommand.small());
        all.put("relay", RelayCommand.small());
        all.put("streams", StreamsCommand.small());
        all.put("viewers", ViewersCommand.small());
        all.put("outage", OutageCommand.small());
        all.put("caps", CapsCommand.small());
        if ("all".equals(System.getProperty("parley.benchmarks"))) {
            all.put("tunnel", TunnelCommand.small());
        }
        return all;
    }

    @BeforeAll
    static void open() {
        house = House.open(
                STAGE,
                SCENARIOS.values().stream()
                        .flatMap(scenario -> scenario.nodes().stream())
                        .distinct()
                        .toList());
    }

    @AfterAll
    static void end() {
        STAGE.close();
    }

    @Test
    void cancel_measures_three_ways_to_leave() throws InterruptedException {
        Report report = run("cancel");

        assertThat(report.tables().get(0).rows()).hasSize(5);
        assertThat(report.kept()).isTrue();
    }

    @Test
    void fairness_compares_with_the_nodes_own_queue() throws InterruptedException {
        Report report = run("fairness");

        assertThat(report.tables().get(0).rows()).hasSize(3);
    }

    @Test
    void unequal_compares_three_ways_to_choose_a_node() throws InterruptedException {
        Report report = run("unequal");

        assertThat(report.tables().get(0).rows()).hasSize(3);
        assertThat(report.kept()).isTrue();
    }

    @Test
    void identity_compares_two_keys_with_none() throws InterruptedException {
        Report report = run("identity");

        assertThat(report.tables().get(0).rows()).hasSize(6);
    }

    /** Starts its hops in every way they can be run: for a minute of the tests too long. */
    @Test
    @EnabledIfSystemProperty(
            named = "parley.benchmarks",
            matches = "all",
            disabledReason = "takes long: run it with -Dparley.benchmarks=all")
    void relay_measures_calls_and_open_streams_of_every_target() throws InterruptedException {
        Report report = run("relay");

        assertThat(report.tables())
                .hasSize(3)
                .allSatisfy(table -> assertThat(table.rows()).isNotEmpty());
        assertThat(report.kept()).isTrue();
    }

    /** Needs a node and an agent besides. */
    @Test
    @EnabledIfSystemProperty(
            named = "parley.benchmarks",
            matches = "all",
            disabledReason = "takes long: run it with -Dparley.benchmarks=all")
    void tunnel_compares_a_node_behind_one_with_the_same_node_without() throws InterruptedException {
        Report report = run("tunnel");

        assertThat(report.tables())
                .hasSize(3)
                .allSatisfy(table -> assertThat(table.rows()).hasSize(2));
        assertThat(report.kept()).as(report.guarantees().toString()).isTrue();
    }

    @Test
    void streams_compares_another_replica_with_the_node_and_counts_kept_turns() throws InterruptedException {
        Report report = run("streams");

        assertThat(report.tables())
                .hasSize(3)
                .allSatisfy(table -> assertThat(table.rows()).isNotEmpty());
        assertThat(report.kept()).as(report.guarantees().toString()).isTrue();
    }

    /** Starts a second pair of replicas, which takes long. */
    @Test
    @EnabledIfSystemProperty(
            named = "parley.benchmarks",
            matches = "all",
            disabledReason = "takes long: run it with -Dparley.benchmarks=all")
    void viewers_compares_one_with_many_and_cuts_those_who_do_not_read() throws InterruptedException {
        Report report = run("viewers");

        assertThat(report.tables()).hasSize(3);
        assertThat(report.kept()).as(report.guarantees().toString()).isTrue();
    }

    @Test
    void outage_counts_what_was_lost_and_what_still_reached_the_node() throws InterruptedException {
        Report report = run("outage");

        assertThat(report.tables().get(0).rows()).hasSize(2);
    }

    /** Last: it kills Redis. */
    @Test
    @Order(Integer.MAX_VALUE)
    void caps_hold_while_routers_and_redis_come_and_go() throws InterruptedException {
        Report report = run("caps");

        assertThat(report.tables().get(0).rows()).hasSize(6);
        assertThat(report.kept()).as(report.guarantees().toString()).isTrue();
    }

    private static Report run(String name) throws InterruptedException {
        return Objects.requireNonNull(SCENARIOS.get(name)).run(house);
    }
}
