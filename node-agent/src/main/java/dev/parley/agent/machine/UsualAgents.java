package dev.parley.agent.machine;

import dev.parley.protocol.conversation.Machine;
import dev.parley.protocol.conversation.Role;
import java.util.List;
import java.util.stream.IntStream;

/** Who confers when nobody was named: one proposes, one objects, one puts it together. */
public final class UsualAgents {

    private static final List<Role> ROLES = List.of(Role.GENERATOR, Role.CRITIC, Role.SYNTH);

    /** How many they are; more models would not be used. */
    public static final int COUNT = ROLES.size();

    /** The router's own choice. */
    private static final String ANY_MODEL = "auto";

    private UsualAgents() {}

    /** The three, each on the next of these models; with no models the router chooses. */
    public static List<Machine> on(List<String> models) {
        return IntStream.range(0, ROLES.size())
                .mapToObj(number -> new Machine(
                        null,
                        null,
                        null,
                        null,
                        models.isEmpty() ? ANY_MODEL : models.get(number % models.size()),
                        ROLES.get(number),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
                .toList();
    }
}
