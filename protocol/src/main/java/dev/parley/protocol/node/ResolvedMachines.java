package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The answer to {@link ResolveMachines}, in its order. */
public record ResolvedMachines(@JsonProperty("machines") List<ResolvedMachine> machines) {}
