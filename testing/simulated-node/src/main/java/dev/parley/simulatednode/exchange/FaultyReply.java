package dev.parley.simulatednode.exchange;

import dev.parley.simulatednode.fault.FaultCode;
import dev.parley.simulatednode.fault.FaultRule;
import dev.parley.simulatednode.time.NodeTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reply that is bent on its way out: late, slow, stalled, cut, mangled or wrongly labelled. */
public final class FaultyReply implements Reply {

    private static final double SLOW_BYTE_SECONDS = 0.01;
    private static final double LATE_SECONDS = 5;
    private static final double STALL_SECONDS = 5;

    private final Reply socket;
    private final Steps steps;
    private final List<FaultRule> faults;
    private final Runnable death;

    private boolean over;
    private int records;
    private byte @Nullable [] joined;
    private final RecordBending bending;

    /**
     * A bent reply.
     *
     * @param death what kills the node, for the fault that does
     */
    public FaultyReply(Reply socket, NodeTime time, List<FaultRule> faults, Runnable death) {
        this.socket = socket;
        this.faults = List.copyOf(faults);
        this.death = death;
        this.bending = new RecordBending(faults);
        this.steps = new Steps(time);
    }

    @Override
    public void whole(Head head, byte[] body) {
        late(() -> deliver(bending.head(head), bending.whole(body)));
    }

    /** A whole answer meets the stream faults in its middle, as it is all one record. */
    private void deliver(Head head, byte[] body) {
        int half = body.length / 2;
        if (has(FaultCode.F08)) {
            socket.open(head);
            breakOff();
        } else if (has(FaultCode.F09) || has(FaultCode.F32)) {
            socket.open(lengthened(head, body.length));
            socket.write(Arrays.copyOf(body, half));
            breakOff();
        } else if (has(FaultCode.F10)) {
            socket.whole(head, new byte[0]);
        } else if (has(FaultCode.F04)) {
            socket.open(lengthened(head, body.length));
            slowly(body);
            steps.add(socket::end);
        } else if (has(FaultCode.F05) || has(FaultCode.F06) || has(FaultCode.F15)) {
            socket.open(lengthened(head, body.length));
            socket.write(Arrays.copyOf(body, half));
            steps.pause(stall());
            steps.add(() -> socket.write(Arrays.copyOfRange(body, half, body.length)));
            steps.add(socket::end);
        } else if (has(FaultCode.F16)) {
            socket.open(lengthened(head, body.length + promised()));
            socket.write(body);
            socket.hangUp();
        } else {
            socket.whole(head, body);
        }
    }

    private static Head lengthened(Head head, int length) {
        return head.replacing("Content-Length", Integer.toString(length));
    }

    private int promised() {
        Integer bytes = rule(FaultCode.F16).map(FaultRule::bytes).orElse(null);
        return bytes == null ? 100 : bytes;
    }

    @Override
    public void open(Head head) {
        Head bent = bending.head(head);
        late(() -> {
            socket.open(has(FaultCode.F16) ? lengthened(bent, 1 << 30) : bent);
            stallAfter();
        });
    }

    @Override
    public void write(byte[] record) {
        steps.add(() -> {
            if (!over && !cutBefore(record)) {
                send(record);
                records++;
                stallAfter();
            }
        });
    }

    /** Whether the answer ends here instead of with this record. */
    private boolean cutBefore(byte[] record) {
        if (at(FaultCode.F08, 0) || at(FaultCode.F32, 1)) {
            breakOff();
        } else if (at(FaultCode.F09, 1)) {
            Integer bytes = rule(FaultCode.F09).map(FaultRule::bytes).orElse(null);
            socket.write(Arrays.copyOf(record, bytes == null ? record.length / 2 : Math.min(bytes, record.length)));
            breakOff();
        } else if (at(FaultCode.F10, 2)) {
            over = true;
            socket.broken();
            socket.end();
        }
        return over;
    }

    private void send(byte[] record) {
        for (byte[] bent : bending.record(record, records)) {
            if (has(FaultCode.F04)) {
                slowly(bent);
            } else if (has(FaultCode.F15)) {
                joinAndSplit(bent);
            } else {
                socket.write(bent);
            }
        }
    }

    /** Records 1 and 2 in one write, record 3 in three, and so on. */
    private void joinAndSplit(byte[] record) {
        byte[] before = joined;
        if (records % 3 == 0) {
            joined = record;
        } else if (records % 3 == 1 && before != null) {
            byte[] both = Arrays.copyOf(before, before.length + record.length);
            System.arraycopy(record, 0, both, before.length, record.length);
            joined = null;
            socket.write(both);
        } else {
            int third = Math.max(1, record.length / 3);
            for (int from = 0; from < record.length; from += third) {
                byte[] part = Arrays.copyOfRange(record, from, Math.min(record.length, from + third));
                steps.add(() -> socket.write(part));
                steps.pause(5_000_000);
            }
        }
    }

    private void slowly(byte[] bytes) {
        long gap =
                rule(FaultCode.F04).map(rule -> rule.nanos(SLOW_BYTE_SECONDS)).orElse(0L);
        for (byte each : bytes) {
            steps.add(() -> socket.write(new byte[] {each}));
            steps.pause(gap);
        }
    }

    private void stallAfter() {
        if (at(FaultCode.F05, 1) || at(FaultCode.F06, 1)) {
            steps.pause(stall());
        }
    }

    private long stall() {
        return has(FaultCode.F06)
                ? Steps.FOR_EVER
                : rule(FaultCode.F05).map(rule -> rule.nanos(STALL_SECONDS)).orElse(5_000_000L);
    }

    @Override
    public void end() {
        steps.add(() -> {
            byte[] left = joined;
            if (left != null) {
                joined = null;
                socket.write(left);
            }
            if (!over) {
                over = true;
                bending.trailer().ifPresent(socket::write);
                if (has(FaultCode.F16)) {
                    socket.hangUp();
                } else {
                    socket.end();
                }
            }
        });
    }

    private void breakOff() {
        over = true;
        socket.reset();
        if (has(FaultCode.F32)) {
            death.run();
        }
    }

    @Override
    public void reset() {
        over = true;
        socket.reset();
    }

    @Override
    public void broken() {
        socket.broken();
    }

    @Override
    public void hangUp() {
        over = true;
        socket.hangUp();
    }

    @Override
    public boolean ready() {
        return !steps.holding() && socket.ready();
    }

    @Override
    public void onReady(Runnable task) {
        if (steps.holding()) {
            steps.onGoOn(task);
        } else {
            socket.onReady(task);
        }
    }

    private void late(Runnable task) {
        rule(FaultCode.F03).ifPresent(rule -> steps.pause(rule.nanos(LATE_SECONDS)));
        steps.add(task);
    }

    private boolean has(FaultCode code) {
        return rule(code).isPresent();
    }

    /** Whether so many records have gone out as the fault waits for. */
    private boolean at(FaultCode code, int otherwise) {
        return rule(code).map(rule -> rule.after(otherwise) == records).orElse(false);
    }

    private Optional<FaultRule> rule(FaultCode code) {
        return faults.stream().filter(rule -> rule.fault() == code).findFirst();
    }
}
