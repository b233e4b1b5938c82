package dev.parley.localstack.process;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A process we started, as it is remembered. The number alone would not do: it is given again to others.
 *
 * @param startedMillis when it began, in milliseconds since 1970, as the system tells it
 */
public record ProcessRecord(
        @JsonProperty("pid") long pid,
        @JsonProperty("started") long startedMillis) {}
