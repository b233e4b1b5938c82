package dev.parley.orchestrator.spec;

import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.spec.UnresolvedSpec.Target;
import dev.parley.protocol.conversation.Budget;
import dev.parley.protocol.conversation.IdeasInPrompt;
import dev.parley.protocol.conversation.Language;
import dev.parley.protocol.conversation.Machine;
import dev.parley.protocol.conversation.Mode;
import dev.parley.protocol.conversation.Role;
import dev.parley.protocol.conversation.StartConversation;
import dev.parley.protocol.conversation.StopRules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a request to start a conversation: bounds checked, defaults filled in, the first wrong field named. */
public final class StartReading {

    private static final int MAX_SUBJECT = 4_000;
    private static final int MIN_MACHINES = 2;
    private static final int MAX_MACHINES = 16;
    private static final int DEFAULT_ROUNDS = 5;
    private static final int MAX_ROUNDS = 10_000;
    private static final int DEFAULT_PAUSE = 3;
    private static final int MAX_PAUSE = 3_600;
    private static final int DEFAULT_HISTORY = 50;
    private static final int MAX_HISTORY = 1_000;

    private final Checks checks = new Checks();
    private final StartConversation request;

    private StartReading(StartConversation request) {
        this.request = request;
    }

    /** The wish, checked and complete but for the router's word on its machines; or the first field that is wrong. */
    public static Outcome<UnresolvedSpec> read(StartConversation request) {
        return new StartReading(request).read();
    }

    private Outcome<UnresolvedSpec> read() {
        String subject = checks.required("subject", request.subject(), MAX_SUBJECT);
        List<Machine> machines = machines();
        List<Speaker> speakers = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        List<String> names = names(machines);
        for (int i = 0; i < machines.size() && !checks.failed(); i++) {
            MachineReading reading = new MachineReading(checks, i, machines.get(i));
            targets.add(reading.target());
            speakers.add(reading.speaker(names.get(i)));
        }
        StopRules stop = LimitsReading.stop(checks, request);
        Budget budget = LimitsReading.budget(checks, request.budget());
        ConversationSpec spec = new ConversationSpec(
                subject,
                speakers,
                checks.within("num_rounds", request.numRounds(), DEFAULT_ROUNDS, 0, MAX_ROUNDS),
                checks.within("pause_seconds", request.pauseSeconds(), DEFAULT_PAUSE, 0, MAX_PAUSE),
                checks.within("history_limit", request.historyLimit(), DEFAULT_HISTORY, 1, MAX_HISTORY),
                language(),
                Objects.requireNonNullElse(request.mode(), Mode.ROUNDS),
                request.compat(),
                Objects.requireNonNullElse(request.autoRun(), true),
                Objects.requireNonNullElse(request.ideasInPrompt(), IdeasInPrompt.LAST30),
                stop,
                null);
        return checks.outcome(() -> new UnresolvedSpec(spec, targets, budget));
    }

    private List<Machine> machines() {
        @Nullable List<Machine> machines = request.machines();
        int count = machines == null ? 0 : machines.size();
        checks.expect(
                count >= MIN_MACHINES && count <= MAX_MACHINES,
                "machines",
                count,
                "%d..%d machines".formatted(MIN_MACHINES, MAX_MACHINES));
        if (machines == null || checks.failed()) {
            return List.of();
        }
        for (int i = 0; i < count; i++) {
            checks.expect(machines.get(i) != null, "machines[" + i + "]", null, "a machine");
        }
        return checks.failed() ? List.of() : machines;
    }

    private Language language() {
        if (request.compat() == null) {
            return Objects.requireNonNullElse(request.language(), Language.EN);
        }
        // The first system spoke Romanian and nothing else.
        checks.expect(
                request.language() == null || request.language() == Language.RO,
                "language",
                String.valueOf(request.language()).toLowerCase(Locale.ROOT),
                "ro, or none, with compat v4");
        return Language.RO;
    }

    /** An agent is called by its role, numbered where a role occurs more than once. */
    private static List<String> names(List<Machine> machines) {
        Map<Role, Integer> total = new EnumMap<>(Role.class);
        machines.forEach(machine -> total.merge(MachineReading.role(machine), 1, Integer::sum));
        Map<Role, Integer> seen = new EnumMap<>(Role.class);
        return machines.stream()
                .map(MachineReading::role)
                .map(role -> {
                    String name = role.name().toLowerCase(Locale.ROOT);
                    int number = seen.merge(role, 1, Integer::sum);
                    return total.getOrDefault(role, 1) == 1 ? name : name + "-" + number;
                })
                .toList();
    }
}
