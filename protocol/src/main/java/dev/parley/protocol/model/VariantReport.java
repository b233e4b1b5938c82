package dev.parley.protocol.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One of the models that an alias stands for, and what became of the alias's requests at it, since its routers began.
 *
 * @param weight its part of the whole
 * @param routable whether a node could be given a request for it now
 * @param requests that ended with it, well or not
 * @param passedOver that were its to answer, and another model did
 * @param errors of the requests: those with no answer, or not a whole one; a client that leaves is none
 * @param promptTokens of their prompts, as far as nodes told
 * @param tokens of their answers, as far as nodes told
 * @param answered of the requests: those of whose answer anything came
 * @param firstByteMs of these, the mean from arrival to the first byte; null for none
 * @param durationMs of these, the mean from arrival to the end; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VariantReport(
        @JsonProperty("model") String model,
        @JsonProperty("weight") int weight,
        @JsonProperty("routable") boolean routable,
        @JsonProperty("requests") long requests,
        @JsonProperty("passed_over") long passedOver,
        @JsonProperty("errors") long errors,
        @JsonProperty("prompt_tokens") long promptTokens,
        @JsonProperty("tokens") long tokens,
        @JsonProperty("answered") long answered,
        @JsonProperty("first_byte_ms") @Nullable Long firstByteMs,
        @JsonProperty("duration_ms") @Nullable Long durationMs) {}
