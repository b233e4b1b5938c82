package dev.parley.localstack.part;

import dev.parley.localstack.folder.LogFile;
import dev.parley.localstack.process.Detached;
import dev.parley.localstack.process.JavaProgram;
import dev.parley.localstack.process.Mark;
import dev.parley.localstack.process.Termination;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A part that is a Java program.
 *
 * @param address its base URL
 * @param readiness answers 200 when, and only when, it does its work
 * @param own what its environment has beyond the inherited one; this is what the process is restarted for
 */
public record JavaPart(
        String name,
        String address,
        URI readiness,
        List<String> after,
        List<String> ports,
        JavaProgram program,
        Mark mark,
        Map<String, String> inherited,
        Map<String, String> own,
        LogFile log)
        implements Part {

    /** A service lets its open streams end; after that it has nothing more to say. */
    private static final Duration PATIENCE_TO_STOP = Duration.ofSeconds(15);

    private static final Duration PATIENCE_TO_ANSWER = Duration.ofSeconds(2);

    @Override
    public String fingerprint() {
        return Fingerprint.of(program.command(mark), new TreeMap<>(own), program.version());
    }

    @Override
    public ProcessHandle start() throws IOException {
        if (!Files.isRegularFile(program.jar())) {
            throw new PartFailed(name + " is not built: there is no " + program.jar(), List.of());
        }
        Map<String, String> environment = new TreeMap<>(inherited);
        environment.putAll(own);
        return Detached.start(program.command(mark), environment, log).toHandle();
    }

    @Override
    public boolean isReady() {
        return HttpProbe.answers(readiness, PATIENCE_TO_ANSWER);
    }

    @Override
    public String objection() {
        return HttpProbe.anyAnswer(readiness, PATIENCE_TO_ANSWER).replaceAll("\\s+", " ");
    }

    @Override
    public void stop(ProcessHandle process) {
        Termination.end(List.of(process), PATIENCE_TO_STOP);
    }
}
