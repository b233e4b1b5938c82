package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The pools of the cluster that the router watches.
 *
 * @param watching whether they are watched now; while they are not, they are as they were last known
 * @param troubles at most 100
 */
public record PoolReports(
        @JsonProperty("watching") boolean watching,
        @JsonProperty("pools") List<PoolReport> pools,
        @JsonProperty("troubles") List<PoolTrouble> troubles) {}
