package dev.parley.simulatednode.control;

import dev.parley.simulatednode.engine.Engine;
import dev.parley.simulatednode.fault.FaultCode;
import dev.parley.simulatednode.fault.FaultRule;
import dev.parley.simulatednode.netty.HttpListener;
import dev.parley.simulatednode.time.NodeTime;
import java.util.HashMap;
import java.util.Map;

/** Carries out the faults that are states of the whole node: its socket, its memory, its death. */
public final class Availability {

    private static final double RESTART_SECONDS = 1;
    private static final double FLAP_SECONDS = 2;
    private static final NodeTime.Timer NEVER = () -> {};

    private final NodeTime time;
    private final HttpListener listener;
    private final Engine engine;
    private final Map<String, NodeTime.Timer> timers = new HashMap<>();

    public Availability(NodeTime time, HttpListener listener, Engine engine) {
        this.time = time;
        this.listener = listener;
        this.engine = engine;
    }

    /** Begins a state; the task ends it when the rule gives it a time. */
    void begin(String id, FaultRule rule, Runnable end) {
        switch (rule.fault()) {
            case F01 -> listener.refuse();
            case F31 -> listener.drain();
            case F33 -> flap(id, rule, true);
            case F34 -> engine.stick(true);
            default -> {}
        }
        if (rule.seconds() != null && rule.fault() != FaultCode.F33 && rule.fault() != FaultCode.F29) {
            timers.put(id, time.after(rule.nanos(0), end));
        }
    }

    void end(String id, FaultRule rule) {
        timers.getOrDefault(id, NEVER).cancel();
        timers.remove(id);
        switch (rule.fault()) {
            case F01, F31, F33 -> open();
            case F34 -> engine.stick(false);
            default -> {}
        }
    }

    private void flap(String id, FaultRule rule, boolean down) {
        if (down) {
            listener.refuse();
        } else {
            open();
        }
        Double up = rule.upSeconds();
        long next = down ? rule.nanos(FLAP_SECONDS) : (long) ((up == null ? FLAP_SECONDS : up) * 1e9);
        timers.put(id, time.after(next, () -> flap(id, rule, !down)));
    }

    /** Dies as a killed process does and comes back, with nothing loaded, after the rule's time. */
    public void die(FaultRule rule) {
        if (rule.fault() == FaultCode.F32) {
            crash();
            time.after(rule.nanos(RESTART_SECONDS), this::open);
        }
    }

    /** Resets all connections and loses all models; stays away until opened. */
    void crash() {
        engine.crash();
        listener.kill();
    }

    void open() {
        listener.open();
    }
}
