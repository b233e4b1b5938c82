package dev.parley.benchmarks.faults;

import java.time.Duration;
import java.util.Map;

/**
 * One way in which a node misbehaves.
 *
 * @param code F01 to F34
 * @param details of the fault, by their names at the control port
 * @param streamed what a client of a stream is to see
 * @param whole what a client of an unstreamed answer is to see
 * @param silence what the gateway has to wait for before it can know
 * @param ownTime what the fault itself takes
 * @param scope what it strikes
 * @param calls how many calls are made while it lasts
 */
record FaultCase(
        String code,
        Map<String, Object> details,
        Expected streamed,
        Expected whole,
        Silence silence,
        Duration ownTime,
        Scope scope,
        int calls) {

    /** Which silence a hang has to end within. */
    enum Silence {
        NONE,
        FIRST_BYTE,
        STALL
    }

    /** What a fault strikes. */
    enum Scope {
        /** Requests for one model. */
        MODEL,
        /** Requests for one model, which from then on are not answered any more. */
        DEATH_FOR_MODEL,
        /** The node. */
        NODE,
        /** The node, which from then on takes nothing more. */
        DEATH
    }

    static FaultCase of(String code, Expected both) {
        return new FaultCase(code, Map.of(), both, both, Silence.NONE, Duration.ZERO, Scope.MODEL, 1);
    }

    FaultCase with(Object... namesAndValues) {
        Map<String, Object> more = new java.util.LinkedHashMap<>(details);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            more.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return new FaultCase(code, Map.copyOf(more), streamed, whole, silence, ownTime, scope, calls);
    }

    FaultCase unstreamed(Expected other) {
        return new FaultCase(code, details, streamed, other, silence, ownTime, scope, calls);
    }

    FaultCase hanging(Silence how) {
        return new FaultCase(code, details, streamed, whole, how, ownTime, scope, calls);
    }

    FaultCase taking(Duration time) {
        return new FaultCase(code, details, streamed, whole, silence, time, scope, calls);
    }

    FaultCase striking(Scope what) {
        return new FaultCase(code, details, streamed, whole, silence, ownTime, what, calls);
    }

    FaultCase called(int times) {
        return new FaultCase(code, details, streamed, whole, silence, ownTime, scope, times);
    }

    boolean ofNode() {
        return scope == Scope.NODE || scope == Scope.DEATH;
    }

    boolean kills() {
        return scope == Scope.DEATH || scope == Scope.DEATH_FOR_MODEL;
    }

    Expected expected(Form form) {
        return form.streamed() ? streamed : whole;
    }

    /** How long one call may take. */
    Duration bound(Limits limits) {
        Duration silent = switch (silence) {
            case NONE -> Duration.ZERO;
            case FIRST_BYTE -> limits.firstByte();
            case STALL -> limits.stall();
        };
        return silent.plus(ownTime).plus(limits.slack());
    }

    /** The fault and its details, to be read. */
    String title() {
        StringBuilder title = new StringBuilder(code);
        details.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(detail -> title.append(' ')
                        .append(detail.getKey())
                        .append('=')
                        .append(String.valueOf(detail.getValue())));
        return title.toString();
    }
}
