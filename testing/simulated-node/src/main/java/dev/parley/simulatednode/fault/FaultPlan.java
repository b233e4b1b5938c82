package dev.parley.simulatednode.fault;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The faults that are switched on now, and how often each has struck. */
public final class FaultPlan {

    /** Far more than a test needs; the next one is refused. */
    private static final int MOST = 1_000;

    private final Map<String, Active> active = new LinkedHashMap<>();
    private final RandomGenerator random;
    private int made;

    public FaultPlan(RandomGenerator random) {
        this.random = random;
    }

    /** A rule in force. */
    public static final class Active {

        private final FaultRule rule;
        private int seen;
        private int struck;

        private Active(FaultRule rule) {
            this.rule = rule;
        }

        public FaultRule rule() {
            return rule;
        }

        /** How many requests matched, struck or not. */
        public int seen() {
            return seen;
        }

        public int struck() {
            return struck;
        }

        private boolean strikes(RandomGenerator random) {
            seen++;
            Integer at = rule.atRequest();
            Double probability = rule.probability();
            boolean hit = (at == null || at == seen) && (probability == null || random.nextDouble() < probability);
            struck += hit ? 1 : 0;
            return hit;
        }

        private boolean spent() {
            Integer times = rule.times();
            Integer at = rule.atRequest();
            return times != null && struck >= times || at != null && seen >= at;
        }
    }

    /** The id under which the rule may be taken away. */
    public String add(FaultRule rule) {
        if (active.size() >= MOST) {
            throw new IllegalArgumentException("faults: more than " + MOST);
        }
        String id = "fault-" + ++made;
        active.put(id, new Active(rule));
        return id;
    }

    public Optional<FaultRule> remove(String id) {
        return Optional.ofNullable(active.remove(id)).map(Active::rule);
    }

    public void clear() {
        active.clear();
    }

    public Map<String, Active> active() {
        return Map.copyOf(active);
    }

    /** The rule of a fault that is a state of the node. */
    public Optional<FaultRule> state(FaultCode code) {
        return active.isEmpty() ? Optional.empty() : searched(code);
    }

    private Optional<FaultRule> searched(FaultCode code) {
        return active.values().stream()
                .map(Active::rule)
                .filter(rule -> rule.fault() == code)
                .findFirst();
    }

    /** The digest that a fault tells instead of a model's own. */
    public Optional<String> digest(String model) {
        return active.values().stream()
                .map(Active::rule)
                .filter(rule -> rule.fault() == FaultCode.F30 && rule.text() != null && rule.concernsModel(model))
                .map(rule -> rule.text(""))
                .findFirst();
    }

    /** The faults that strike this request; a rule that has struck often enough is gone afterwards. */
    public List<FaultRule> strike(String path, String model) {
        List<FaultRule> struck = new ArrayList<>();
        for (Iterator<Active> each = active.values().iterator(); each.hasNext(); ) {
            Active candidate = each.next();
            FaultRule rule = candidate.rule;
            boolean meant = rule.path() == null
                    ? rule.fault().concerns(path)
                    : rule.path().equals(path);
            if (meant && rule.concernsModel(model) && candidate.strikes(random)) {
                struck.add(rule);
            }
            if (candidate.spent()) {
                each.remove();
            }
        }
        return struck;
    }
}
