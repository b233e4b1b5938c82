package dev.parley.simulatednode.control;

import dev.parley.simulatednode.engine.Engine;
import dev.parley.simulatednode.fault.FaultCode;
import dev.parley.simulatednode.fault.FaultRule;
import dev.parley.simulatednode.netty.HttpListener;
import dev.parley.simulatednode.time.NodeTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Carries out the faults that are states of the whole node: its socket, its memory, its death. */
public final class Availability {

    private static final double RESTART_SECONDS = 1;
    private static final double FLAP_SECONDS = 2;

    /** How long a state lasts that a request brought without saying how long. */
    private static final double BRIEF_SECONDS = 2;

    /** How often a node goes down and comes up by a request's own rule. */
    private static final int BRIEF_FLAPS = 3;

    private static final NodeTime.Timer NEVER = () -> {};

    private final NodeTime time;
    private final HttpListener listener;
    private final Engine engine;

    /** What ends a rule by itself, and what turns a flapping one over; by the rule's id. */
    private final Map<String, NodeTime.Timer> ends = new HashMap<>();

    private final Map<String, NodeTime.Timer> flaps = new HashMap<>();

    /** The rules that keep the port closed now; it opens when the last of them is over. */
    private final Set<String> closers = new HashSet<>();

    private final Set<String> stickers = new HashSet<>();

    public Availability(NodeTime time, HttpListener listener, Engine engine) {
        this.time = time;
        this.listener = listener;
        this.engine = engine;
    }

    /** Begins a state; the task ends it when the rule gives it a time. */
    void begin(String id, FaultRule rule, Runnable end) {
        switch (rule.fault()) {
            case F01 -> close(id, listener::refuse);
            case F31 -> close(id, listener::drain);
            case F33 -> flap(id, rule, true);
            case F34 -> stick(id);
            default -> {}
        }
        if (rule.seconds() != null && rule.fault() != FaultCode.F33 && rule.fault() != FaultCode.F29) {
            ends.put(id, time.after(rule.nanos(0), end));
        }
    }

    /** Runs the task that ends a state after a while, if the rule itself gives the state no time. */
    void endLater(String id, FaultRule rule, Runnable end) {
        long brief = (long) (BRIEF_SECONDS * 1e9);
        long lasting = rule.fault() == FaultCode.F33 ? BRIEF_FLAPS * (down(rule) + up(rule)) : brief;
        ends.computeIfAbsent(id, unended -> time.after(lasting, end));
    }

    void end(String id, FaultRule rule) {
        stop(ends, id);
        stop(flaps, id);
        switch (rule.fault()) {
            case F01, F31, F33 -> reopen(id);
            case F34 -> unstick(id);
            default -> {}
        }
    }

    private static void stop(Map<String, NodeTime.Timer> timers, String id) {
        timers.getOrDefault(id, NEVER).cancel();
        timers.remove(id);
    }

    private void close(String id, Runnable how) {
        closers.add(id);
        how.run();
    }

    private void reopen(String id) {
        if (closers.remove(id) && closers.isEmpty()) {
            listener.open();
        }
    }

    private void flap(String id, FaultRule rule, boolean down) {
        if (down) {
            close(id, listener::refuse);
        } else {
            reopen(id);
        }
        flaps.put(id, time.after(down ? down(rule) : up(rule), () -> flap(id, rule, !down)));
    }

    private static long down(FaultRule rule) {
        return rule.nanos(FLAP_SECONDS);
    }

    private static long up(FaultRule rule) {
        Double seconds = rule.upSeconds();
        return (long) ((seconds == null ? FLAP_SECONDS : seconds) * 1e9);
    }

    private void stick(String id) {
        stickers.add(id);
        engine.stick(true);
    }

    private void unstick(String id) {
        if (stickers.remove(id) && stickers.isEmpty()) {
            engine.stick(false);
        }
    }

    /** Dies as a killed process does and comes back, with nothing loaded, after the rule's time. */
    public void die(FaultRule rule) {
        if (rule.fault() == FaultCode.F32) {
            crash();
            time.after(rule.nanos(RESTART_SECONDS), this::comeBack);
        }
    }

    private void comeBack() {
        if (closers.isEmpty()) {
            listener.open();
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
