package dev.parley.localstack;

import dev.parley.localstack.folder.LogFile;
import dev.parley.localstack.folder.StackFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./parley logs}. */
@Command(name = "logs", description = "Shows what the parts of the stack wrote.", mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final String ENDING = ".log";

    @Parameters(
            arity = "0..1",
            paramLabel = "SERVICE",
            description = "gateway, router, orchestrator, ideas, postgres, redis, simulated-1 ... (default: all).")
    private @Nullable String service;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "How many last lines of each (default: ${DEFAULT-VALUE}).")
    private int lines = 50;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what comes, until Ctrl-C.")
    private boolean follow;

    @Mixin
    private StackOption stackOption = new StackOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<StackFolder> folder = stackOption.existingFolder();
        Map<String, LogFile> logs = folder.isPresent() ? logs(folder.get()) : Map.of();
        if (logs.isEmpty()) {
            System.err.println(service == null ? "There are no logs yet." : "There is no log of " + service + ".");
            return 1;
        }
        Map<LogFile, Long> shown = new TreeMap<>((one, other) -> one.path().compareTo(other.path()));
        logs.forEach((part, log) -> {
            shown.put(log, log.size());
            log.tail(lines).forEach(line -> show(logs, part, line));
        });
        while (follow) {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
            logs.forEach((part, log) -> shown.merge(log, 0L, (from, none) -> showNew(logs, part, log, from)));
        }
        return 0;
    }

    /** Shows whole lines only and returns how far they reach. */
    private static long showNew(Map<String, LogFile> logs, String part, LogFile log, long from) {
        long start = log.size() < from ? 0 : from;
        String text = log.read(start, log.size());
        int end = text.lastIndexOf('\n') + 1;
        text.substring(0, end).lines().forEach(line -> show(logs, part, line));
        return start + text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
    }

    private static void show(Map<String, LogFile> logs, String part, String line) {
        System.out.println(logs.size() == 1 ? line : "%-13s | %s".formatted(part, line));
    }

    private Map<String, LogFile> logs(StackFolder folder) throws IOException {
        Map<String, LogFile> logs = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.logs(), "*" + ENDING)) {
            for (Path file : files) {
                String part = file.getFileName().toString().replace(ENDING, "");
                if (service == null || service.equals(part)) {
                    logs.put(part, new LogFile(file));
                }
            }
        }
        return logs;
    }
}
