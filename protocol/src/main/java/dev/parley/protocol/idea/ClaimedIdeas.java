package dev.parley.protocol.idea;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The answer to a claim: the ideas in the order of the answer, each with its verdict. */
public record ClaimedIdeas(@JsonProperty("ideas") List<Idea> ideas) {}
