package dev.parley.benchmarks.report;

import java.util.List;

/**
 * What a scenario found.
 *
 * @param scenario its name on the command line
 * @param tables the figures, each beside its baseline
 * @param guarantees what must hold on every machine; one that is broken makes the command fail
 * @param goals what is aimed at, speeds above all; one that is missed is only told
 */
public record Report(String scenario, List<Table> tables, List<Guarantee> guarantees, List<Goal> goals) {

    /** A report without goals. */
    public Report(String scenario, List<Table> tables, List<Guarantee> guarantees) {
        this(scenario, tables, guarantees, List.of());
    }

    /** Whether every guarantee was kept. */
    public boolean kept() {
        return guarantees.stream().allMatch(Guarantee::kept);
    }

    /** Something that was promised, what was seen of it, and whether it was kept. */
    public record Guarantee(String promise, String seen, boolean kept) {}

    /** Something that is aimed at, what was seen of it, and whether it was reached. */
    public record Goal(String aim, String seen, boolean reached) {}
}
