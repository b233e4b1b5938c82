package dev.parley.router.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.protocol.node.RouteReport;
import java.util.List;

/** A choice as it fits into a header: JSON of one line, ASCII, bounded. */
final class RouteHeader {

    /** Clients and proxies commonly allow 8 KB for all headers. */
    private static final int MOST_CHARACTERS = 4_096;

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private RouteHeader() {}

    /** The whole report, or as much of its beginning as fits. */
    static String of(RouteReport report) {
        int all = report.candidates().size() + report.rejected().size();
        for (int kept = all; kept > 0; kept = kept * 3 / 4) {
            String text = write(kept == all ? report : cut(report, kept, all));
            if (text.length() <= MOST_CHARACTERS) {
                return text;
            }
        }
        return write(cut(report, 0, all));
    }

    private static RouteReport cut(RouteReport report, int kept, int all) {
        List<RouteReport.Candidate> candidates = report.candidates();
        int best = Math.min(kept, candidates.size());
        return new RouteReport(candidates.subList(0, best), report.rejected().subList(0, kept - best), all - kept);
    }

    private static String write(RouteReport report) {
        try {
            return JSON.writeValueAsString(report);
        } catch (JsonProcessingException surprise) {
            throw new IllegalStateException("a route report cannot be written", surprise);
        }
    }
}
