package dev.parley.agent;

import java.util.Arrays;

/** Where the jar begins: {@code agent} goes its own short way, so that it is up before the others have read their options. */
public final class Parley {

    private Parley() {}

    /** Exits with 0 if what was asked for came about, 1 if not, 2 if it was not understood, 130 on Ctrl-C. */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("agent")) {
            System.exit(AgentProgram.onThisMachine().run(Arrays.copyOfRange(arguments, 1, arguments.length)));
        }
        ParleyCommand.main(arguments);
    }
}
