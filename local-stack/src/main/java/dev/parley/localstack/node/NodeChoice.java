package dev.parley.localstack.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** Which nodes a stack has. Kept with the stack: what was wished until another wish, what was found while the stack runs. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(
            value = NodeChoice.Wished.class,
            names = {"wished", "named"}),
    @JsonSubTypes.Type(value = NodeChoice.Found.class, name = "found"),
    @JsonSubTypes.Type(value = NodeChoice.Simulated.class, name = "simulated")
})
public sealed interface NodeChoice {

    /** The addresses of real ones. */
    List<String> urls();

    /** How many simulated ones, which invent their answers. */
    int simulated();

    /** Those given by {@code --node}, in that order, and as many simulated ones as {@code --simulated} says. */
    record Wished(
            @JsonProperty("urls") List<String> urls,
            @JsonProperty("simulated") int simulated) implements NodeChoice {}

    /** The Ollama that answered on this machine when the stack began. */
    record Found(@JsonProperty("url") String url) implements NodeChoice {

        @Override
        public List<String> urls() {
            return List.of(url);
        }

        @Override
        public int simulated() {
            return 0;
        }
    }

    /** So many simulated ones, because no Ollama answered when the stack began. */
    record Simulated(@JsonProperty("count") int count) implements NodeChoice {

        @Override
        public List<String> urls() {
            return List.of();
        }

        @Override
        public int simulated() {
            return count;
        }
    }
}
