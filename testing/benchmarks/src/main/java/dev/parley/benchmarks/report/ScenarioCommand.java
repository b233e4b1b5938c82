package dev.parley.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.benchmarks.house.House;
import dev.parley.benchmarks.house.Stage;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A scenario as a subcommand: runs on a stage of its own, prints what was found, fails if a promise was broken. */
public abstract class ScenarioCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print JSON instead of tables.")
    private boolean json;

    /** The scenario, in the size that the options ask for. */
    protected abstract Scenario scenario();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Report report;
        try (Stage stage = Stage.set()) {
            Scenario scenario = scenario();
            Scenario.say("starting Parley");
            report = scenario.run(House.open(stage, scenario.nodes()));
        }
        print(report, System.out);
        return report.kept() ? 0 : 1;
    }

    private void print(Report report, PrintStream out) throws IOException {
        if (json) {
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
            return;
        }
        for (Table table : report.tables()) {
            out.println();
            out.println(table.title());
            out.println();
            table.lines().forEach(out::println);
        }
        out.println();
        report.guarantees()
                .forEach(each ->
                        out.printf("%s  %s: %s%n", each.kept() ? "kept  " : "BROKEN", each.promise(), each.seen()));
        report.goals()
                .forEach(each ->
                        out.printf("%s  %s: %s%n", each.reached() ? "goal  " : "MISSED", each.aim(), each.seen()));
    }
}
