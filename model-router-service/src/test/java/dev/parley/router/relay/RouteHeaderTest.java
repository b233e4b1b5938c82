package dev.parley.router.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.node.RouteReport;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RouteHeaderTest {

    @Test
    void what_fits_is_told_whole_in_one_line() {
        String header = RouteHeader.of(new RouteReport(List.of(candidate("a")), List.of(rejected("ü")), null));

        assertThat(header)
                .isEqualTo("{\"candidates\":[{\"node\":\"a\",\"model\":\"llama3.2:latest\",\"warmth\":\"cold\","
                        + "\"running\":0,\"room\":4,\"start_ms\":10000,\"familiar\":false}],"
                        + "\"rejected\":[{\"node\":\"\\u00FC\",\"why\":\"lost\"}]}");
    }

    @Test
    void of_many_nodes_the_best_are_told_and_how_many_are_not() {
        List<RouteReport.Candidate> candidates =
                IntStream.range(0, 30).mapToObj(i -> candidate("node-" + i)).toList();
        List<RouteReport.Rejected> rejected =
                IntStream.range(30, 200).mapToObj(i -> rejected("node-" + i)).toList();

        String header = RouteHeader.of(new RouteReport(candidates, rejected, null));

        JsonObject told = new JsonObject(header);
        assertThat(header.length()).isBetween(2_000, 4_096);
        assertThat(told.getJsonArray("candidates").getJsonObject(0).getString("node"))
                .isEqualTo("node-0");
        assertThat(told.getInteger("left_out")
                        + told.getJsonArray("candidates").size()
                        + told.getJsonArray("rejected").size())
                .isEqualTo(200);
    }

    private static RouteReport.Candidate candidate(String node) {
        return new RouteReport.Candidate(
                node, "llama3.2:latest", RouteReport.Warmth.COLD, 0, 4, 10_000, null, null, false);
    }

    private static RouteReport.Rejected rejected(String node) {
        return new RouteReport.Rejected(node, RouteReport.Obstacle.LOST);
    }
}
