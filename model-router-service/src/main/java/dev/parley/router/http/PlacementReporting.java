package dev.parley.router.http;

import dev.parley.protocol.model.PlacementReport;
import dev.parley.protocol.model.PlacementReports;
import dev.parley.router.node.NodeId;
import dev.parley.router.placement.Standing;
import java.util.List;

/** Wishes and what became of them, as others are told. */
final class PlacementReporting {

    private PlacementReporting() {}

    static PlacementReports of(boolean current, List<Standing> standings) {
        return new PlacementReports(
                current, standings.stream().map(PlacementReporting::report).toList());
    }

    private static PlacementReport report(Standing standing) {
        return new PlacementReport(
                standing.wish().model().display(),
                standing.wish().copies(),
                standing.wish().warm(),
                names(standing.on()),
                names(standing.warmOn()),
                names(standing.underWay()),
                standing.problem().orElse(null));
    }

    private static List<String> names(List<NodeId> ids) {
        return ids.stream().map(NodeId::value).sorted().toList();
    }
}
