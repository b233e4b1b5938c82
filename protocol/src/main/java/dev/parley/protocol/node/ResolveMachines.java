package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** {@code POST /internal/machines/resolve}: may these be talked to, and by which node name? */
public record ResolveMachines(@JsonProperty("machines") List<MachineTarget> machines) {}
