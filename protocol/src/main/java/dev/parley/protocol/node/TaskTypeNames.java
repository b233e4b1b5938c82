package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * {@code GET /internal/tasks}: what {@code task:<type>} may name.
 *
 * @param tasks their names, lower case, sorted
 */
public record TaskTypeNames(@JsonProperty("tasks") List<String> tasks) {}
