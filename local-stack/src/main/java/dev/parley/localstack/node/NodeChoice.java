package dev.parley.localstack.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** Which nodes a stack has. Kept with the stack until another choice is made. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = NodeChoice.Named.class, name = "named"),
    @JsonSubTypes.Type(value = NodeChoice.Found.class, name = "found"),
    @JsonSubTypes.Type(value = NodeChoice.Simulated.class, name = "simulated")
})
public sealed interface NodeChoice {

    /** Those given by {@code --node}, in that order. */
    record Named(@JsonProperty("urls") List<String> urls) implements NodeChoice {}

    /** The Ollama that answered on this machine. */
    record Found(@JsonProperty("url") String url) implements NodeChoice {}

    /** So many simulated ones, which invent their answers. */
    record Simulated(@JsonProperty("count") int count) implements NodeChoice {}
}
