package dev.parley.agent;

import dev.parley.agent.control.ControlSocket;
import dev.parley.agent.setup.AgentFolder;
import dev.parley.agent.setup.AgentWords.Order;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/** {@code parley agent pause|resume|status|stop}: a word to the agent that runs on this machine. */
final class AgentOrders {

    private AgentOrders() {}

    static int give(Order order, AgentFolder folder, PrintStream out, PrintStream errors) {
        Optional<String> answer =
                ControlSocket.tell(folder.control(), order.name().toLowerCase(Locale.ROOT));
        if (answer.isEmpty()) {
            errors.println("No agent runs with " + folder.config() + ": ./parley agent starts one.");
            return 1;
        }
        out.println(answer.get());
        return 0;
    }
}
