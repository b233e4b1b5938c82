package dev.parley.router.relay;

import dev.parley.router.alias.Readings;
import dev.parley.router.capacity.Admission;
import dev.parley.router.machine.NamedNodes;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeProof;
import dev.parley.router.node.Probing;
import dev.parley.router.selection.Choice;
import dev.parley.router.selection.Learning;
import dev.parley.transport.relay.Relay;
import java.time.Clock;

/** What every journey of a request needs. */
public record Roads(
        NodeDirectory nodes,
        NamedNodes named,
        Readings readings,
        Choice choice,
        Learning learning,
        Admission admission,
        Relay relay,
        NodeProof proof,
        Preloads preloads,
        Probing probing,
        RelayPolicy policy,
        Journal journal,
        Clock clock) {}
