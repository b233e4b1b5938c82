package dev.parley.router.node;

import dev.parley.protocol.node.NodeCondition;
import dev.parley.protocol.node.Unroutable;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * How well a node is. Each state has only the transitions that are legal from it, so an illegal one does not compile.
 *
 * <pre>
 *   Joining ──► Ready ◄──► Busy
 *      │        │  ▲ ╲      │
 *      │        ▼  │  ╲     ▼
 *      │      Suspect   ► Draining ──► Joining
 *      ▼        ▼
 *     Lost ──► Ready
 * </pre>
 */
public sealed interface NodeState {

    /** When it came to this. */
    Instant since();

    /** The same, as others are told. */
    NodeCondition condition();

    /** It is given nothing new from now on. */
    default Draining drain(Instant now, Drain cause) {
        return new Draining(now, Set.of(cause));
    }

    /** Why, where it is not well. */
    default Optional<String> why() {
        return Optional.empty();
    }

    /** Not yet heard from. */
    record Joining(Instant since) implements NodeState {

        public Ready answered(Instant now) {
            return new Ready(now);
        }

        public Lost lost(Instant now, String reason) {
            return new Lost(now, reason);
        }

        @Override
        public NodeCondition condition() {
            return NodeCondition.JOINING;
        }
    }

    /** Takes work. */
    record Ready(Instant since) implements NodeState {

        public Busy filled(Instant now) {
            return new Busy(now);
        }

        public Suspect suspected(Instant now, String reason) {
            return new Suspect(now, reason);
        }

        @Override
        public NodeCondition condition() {
            return NodeCondition.READY;
        }
    }

    /** Holds all it may; takes work again when a slot is free. */
    record Busy(Instant since) implements NodeState {

        public Ready freed(Instant now) {
            return new Ready(now);
        }

        public Suspect suspected(Instant now, String reason) {
            return new Suspect(now, reason);
        }

        @Override
        public NodeCondition condition() {
            return NodeCondition.BUSY;
        }
    }

    /** Failed lately, in a request or in a probe: tried last. */
    record Suspect(Instant since, String reason) implements NodeState {

        public Ready cleared(Instant now) {
            return new Ready(now);
        }

        public Suspect suspectedAgain(Instant now, String newReason) {
            return new Suspect(now, newReason);
        }

        public Lost lost(Instant now, String lastReason) {
            return new Lost(now, lastReason);
        }

        @Override
        public NodeCondition condition() {
            return NodeCondition.SUSPECT;
        }

        @Override
        public Optional<String> why() {
            return Optional.of(reason);
        }
    }

    /** Finishes what it holds and gets nothing new. @param causes at least one */
    record Draining(Instant since, Set<Drain> causes) implements NodeState {

        public Draining {
            causes = Set.copyOf(causes);
        }

        @Override
        public Draining drain(Instant now, Drain cause) {
            EnumSet<Drain> more = EnumSet.of(cause);
            more.addAll(causes);
            return new Draining(since, more);
        }

        /** One cause is over; the last one ends it. */
        public NodeState resumed(Instant now, Drain cause) {
            EnumSet<Drain> left = EnumSet.copyOf(causes);
            left.remove(cause);
            return left.isEmpty() ? new Joining(now) : new Draining(since, left);
        }

        /** The cause that others are told: the first. */
        Unroutable told() {
            return first().told();
        }

        @Override
        public Optional<String> why() {
            return Optional.of(first().reason());
        }

        private Drain first() {
            return causes.stream().min(Comparator.naturalOrder()).orElseThrow();
        }

        @Override
        public NodeCondition condition() {
            return NodeCondition.DRAINING;
        }
    }

    /** Does not answer; offered nothing until it does. */
    record Lost(Instant since, String reason) implements NodeState {

        public Ready answered(Instant now) {
            return new Ready(now);
        }

        @Override
        public NodeCondition condition() {
            return NodeCondition.LOST;
        }

        @Override
        public Optional<String> why() {
            return Optional.of(reason);
        }
    }
}
