package dev.parley.benchmarks.survival;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** A line of the log as a viewer saw it. */
record Seen(String id, String type, JsonNode data) {

    boolean is(String other) {
        return type.equals(other);
    }

    /** Its number in the log. */
    long seq() {
        return Long.parseLong(id.substring(0, id.indexOf('.')));
    }

    int turn() {
        return data.path("turn").asInt();
    }

    Instant at() {
        return Instant.parse(data.path("timestamp").asText());
    }
}
