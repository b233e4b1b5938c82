package dev.parley.localstack.process;

import java.io.IOException;

/** The one signal that Java itself cannot send and that means something of its own to a process of ours. */
public final class Signal {

    private Signal() {}

    /** What Ctrl-C sends. */
    public static void interrupt(ProcessHandle process) throws IOException {
        Process kill = new ProcessBuilder("sh", "-c", "kill -INT \"$0\"", Long.toString(process.pid())).start();
        try {
            kill.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
