package dev.parley.router.node;

import dev.parley.protocol.node.NodeCondition;
import java.time.Instant;
import java.util.Optional;

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

        public Draining drain(Instant now) {
            return new Draining(now);
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

        public Draining drain(Instant now) {
            return new Draining(now);
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

        public Draining drain(Instant now) {
            return new Draining(now);
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

        public Draining drain(Instant now) {
            return new Draining(now);
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

    /** Finishes what it holds and gets nothing new. */
    record Draining(Instant since) implements NodeState {

        public Joining resumed(Instant now) {
            return new Joining(now);
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

        public Draining drain(Instant now) {
            return new Draining(now);
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
