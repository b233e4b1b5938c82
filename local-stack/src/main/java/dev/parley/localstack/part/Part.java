package dev.parley.localstack.part;

import dev.parley.localstack.folder.LogFile;
import java.io.IOException;
import java.util.List;

/** One part of the stack. It runs as a process of its own, which outlives ours. */
public interface Part {

    /** Unique in its stack; also the name of its log. */
    String name();

    /** Where it is reached, for people. */
    String address();

    /** The parts that must be ready before this one is started. */
    List<String> after();

    /** The loopback ports it listens on, by the names they are remembered under. */
    List<String> ports();

    /** Differs when the running process would have to be started anew to be what is wanted now. */
    String fingerprint();

    /** Where it writes. */
    LogFile log();

    /** Starts it and returns its process, which need not be ready yet. */
    ProcessHandle start() throws IOException, InterruptedException;

    /** Whether it does its work right now. */
    boolean isReady();

    /** What it says it lacks, where it is not ready; may be empty. */
    default String objection() {
        return "";
    }

    /** Ends this process of it, within a bounded time: gently if it lets us, else without asking. */
    void stop(ProcessHandle process);
}
