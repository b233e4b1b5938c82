package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.benchmarks.house.House;
import dev.parley.benchmarks.house.Stage;
import dev.parley.benchmarks.report.Report;
import dev.parley.benchmarks.report.Scenario;
import dev.parley.benchmarks.survival.SurvivalCommand;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import org.junit.jupiter.api.Test;

/**
 * Three orchestrators that are killed at random, stalled until others have taken over and let go on, and told to go, while
 * conversations run and viewers reconnect: {@code ./parley bench survival}, as short as it can be.
 */
class KillTest {

    /** Beyond this, times tell more of the machine's other work than of ours. */
    private static final double BUSY = 3;

    @Test
    void conversations_lose_nothing_and_pay_nothing_twice_whatever_becomes_of_their_processes() throws Exception {
        Scenario scenario = SurvivalCommand.brief();
        try (Stage stage = Stage.set()) {

            Report report = scenario.run(House.open(stage, scenario.nodes()));

            System.out.println(report);
            assertThat(report.guarantees()).filteredOn(each -> !each.kept()).isEmpty();
            if (load() <= BUSY) {
                assertThat(report.goals()).filteredOn(each -> !each.reached()).isEmpty();
            }
        }
    }

    /** What wants to run, for each processor. */
    private static double load() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return system.getSystemLoadAverage() / system.getAvailableProcessors();
    }
}
