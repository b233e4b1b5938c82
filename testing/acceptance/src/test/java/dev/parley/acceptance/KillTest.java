package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.benchmarks.house.House;
import dev.parley.benchmarks.house.Stage;
import dev.parley.benchmarks.report.Report;
import dev.parley.benchmarks.report.Scenario;
import dev.parley.benchmarks.survival.SurvivalCommand;
import org.junit.jupiter.api.Test;

/**
 * Three orchestrators that are killed at random, stalled until others have taken over and let go on, and told to go, while
 * conversations run and viewers reconnect: {@code ./parley bench survival}, as short as it can be. Its times are goals of that
 * command: beside other tests on two processors they tell of the machine.
 */
class KillTest {

    @Test
    void conversations_lose_nothing_and_pay_nothing_twice_whatever_becomes_of_their_processes() throws Exception {
        Scenario scenario = SurvivalCommand.brief();
        try (Stage stage = Stage.set()) {

            Report report = scenario.run(House.open(stage, scenario.nodes()));

            System.out.println(report);
            assertThat(report.guarantees()).filteredOn(each -> !each.kept()).isEmpty();
        }
    }
}
