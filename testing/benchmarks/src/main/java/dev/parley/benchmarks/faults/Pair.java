package dev.parley.benchmarks.faults;

import dev.parley.benchmarks.faults.Answer.How;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/** Two nodes of which the first misbehaves: it alone has the model in memory, so it is asked first while it is well. */
final class Pair {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final int CALLS_AFTER_DEATH = 5;

    private final Call call;
    private final NodePort failing;
    private final NodePort well;
    private final Judge judge;

    Pair(Call call, NodePort failing, NodePort well, Limits limits) {
        this.call = call;
        this.failing = failing;
        this.well = well;
        this.judge = new Judge(limits);
    }

    /** Takes one fault after the other until none is left. */
    List<FaultRow> meetAll(Queue<FaultCase> cases) {
        failing.prepare();
        well.prepare();
        List<FaultRow> rows = new ArrayList<>();
        int round = 0;
        for (FaultCase next = cases.poll(); next != null; next = cases.poll()) {
            round++;
            rows.addAll(meet(next, failing.name() + "-" + round));
        }
        return rows;
    }

    /** Each form has a model of its own, so that what is learned in one does not shape the next. */
    private List<FaultRow> meet(FaultCase fault, String prefix) {
        Map<Form, String> models = new LinkedHashMap<>();
        for (Form form : Form.values()) {
            String model = prefix + "-" + form.word();
            models.put(form, model);
            failing.install(model);
            well.install(model);
        }
        models.forEach(this::warmUp);
        List<FaultRow> rows = new ArrayList<>();
        models.forEach((form, model) -> rows.add(meetOrComplain(fault, form, model)));
        return rows;
    }

    /** One fault that cannot be met does not hide the others. */
    private FaultRow meetOrComplain(FaultCase fault, Form form, String model) {
        try {
            return meet(fault, form, model);
        } catch (IllegalStateException e) {
            failing.behave();
            return new FaultRow(
                    fault.title(), form, "", 0, List.of(), List.of(), -1, 0, 0, List.of("not met: " + e.getMessage()));
        }
    }

    private String warmUp(Form form, String model) {
        Seen[] seen = new Seen[1];
        until("a sound answer of " + model, () -> {
            seen[0] = call.chat(form, model, Optional.of(failing.name()));
            return seen[0].answer().how() == How.COMPLETE;
        });
        return seen[0].answer().text();
    }

    private FaultRow meet(FaultCase fault, Form form, String model) {
        String sound = warmUp(form, model);
        until(
                "the router sees that " + model + " is loaded",
                () -> call.document("/api/ps").filter(ps -> ps.contains(model)).isPresent());
        int seenBefore = failing.endings(model).size();
        failing.fault(rule(fault, model));
        Seen seen = worst(fault, form, model, sound);
        List<String> atFailing = after(failing.endings(model), seenBefore);
        List<String> atWell = well.endings(model);
        int tried = fault.kills() ? triedAfterDeath(form, model) : 0;
        failing.behave();
        List<String> complaints = new ArrayList<>(judge.complaints(fault, form, seen, sound, failing.name(), tried));
        return new FaultRow(
                fault.title(),
                form,
                seen.summary(),
                seen.attempts(),
                atFailing,
                atWell,
                seen.firstByteMillis(),
                seen.millis(),
                tried,
                complaints);
    }

    private static Map<String, Object> rule(FaultCase fault, String model) {
        Map<String, Object> rule = new LinkedHashMap<>(fault.details());
        rule.put("fault", fault.code());
        if (!fault.ofNode()) {
            rule.put("model", model);
        }
        return rule;
    }

    /** The first call that is not as it should be; if there is none, the last. */
    private Seen worst(FaultCase fault, Form form, String model, String sound) {
        Seen seen = call.chat(form, model, Optional.empty());
        for (int i = 1; i < fault.calls(); i++) {
            if (!judge.complaints(fault, form, seen, sound, failing.name(), 0).isEmpty()) {
                return seen;
            }
            pause(BETWEEN_LOOKS);
            seen = call.chat(form, model, Optional.empty());
        }
        return seen;
    }

    private int triedAfterDeath(Form form, String model) {
        int tried = 0;
        for (int i = 0; i < CALLS_AFTER_DEATH; i++) {
            Seen seen = call.chat(form, model, Optional.empty());
            if (seen.attempts() > 1 || !seen.node().equals(well.name())) {
                tried++;
            }
        }
        return tried;
    }

    private static List<String> after(List<String> all, int before) {
        return all.subList(Math.min(before, all.size()), all.size());
    }

    private static void until(String what, BooleanSupplier reached) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(what + ": not within " + PATIENCE.toSeconds() + " s");
            }
            pause(BETWEEN_LOOKS);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
