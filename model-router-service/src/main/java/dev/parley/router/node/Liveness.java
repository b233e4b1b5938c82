package dev.parley.router.node;

import java.time.Duration;
import java.time.Instant;

/**
 * How signs of life and of trouble move a node from state to state.
 *
 * @param lostAfter probes in a row without any answer that make a node lost; the first of them makes it suspect
 * @param suspectFor how long a failed request keeps a node suspect though its probes are fine: one that lists its models
 *     but hangs on prompts would else be trusted again within one probe
 */
public record Liveness(int lostAfter, Duration suspectFor) {

    /** A probe got an answer. */
    NodeView answered(NodeView view, Instant now) {
        NodeView heard = view.withMisses(0);
        NodeState state = view.state();
        if (state instanceof NodeState.Joining joining) {
            return heard.with(joining.answered(now));
        }
        if (state instanceof NodeState.Lost lost) {
            return heard.with(lost.answered(now));
        }
        if (state instanceof NodeState.Suspect suspect
                && !now.isBefore(suspect.since().plus(suspectFor))) {
            return heard.with(suspect.cleared(now));
        }
        return heard;
    }

    /** A probe got none. */
    NodeView missed(NodeView view, Instant now, String reason) {
        NodeView counted = view.withMisses(view.misses() + 1);
        boolean enough = counted.misses() >= lostAfter;
        NodeState state = view.state();
        if (state instanceof NodeState.Suspect suspect) {
            return enough ? counted.with(suspect.lost(now, reason)) : counted;
        }
        if (state instanceof NodeState.Joining joining) {
            return counted.with(joining.lost(now, reason));
        }
        return suspected(counted, now, reason);
    }

    /** A request ended well: better proof than any probe. */
    NodeView proved(NodeView view, Instant now) {
        NodeView heard = view.withMisses(0);
        if (view.state() instanceof NodeState.Suspect suspect) {
            return heard.with(suspect.cleared(now));
        }
        return heard;
    }

    /** A request failed by the node's fault, or a probe did. */
    NodeView suspected(NodeView view, Instant now, String reason) {
        NodeState state = view.state();
        if (state instanceof NodeState.Ready ready) {
            return view.with(ready.suspected(now, reason));
        }
        if (state instanceof NodeState.Busy busy) {
            return view.with(busy.suspected(now, reason));
        }
        if (state instanceof NodeState.Suspect suspect) {
            return view.with(suspect.suspectedAgain(now, reason));
        }
        return view;
    }
}
