package dev.parley.benchmarks.faults;

import static dev.parley.benchmarks.faults.Expected.AS_IT_CAME;
import static dev.parley.benchmarks.faults.Expected.BROKEN_OFF;
import static dev.parley.benchmarks.faults.Expected.PASSED_ON;
import static dev.parley.benchmarks.faults.Expected.SERVED;
import static dev.parley.benchmarks.faults.Expected.SERVED_ELSEWHERE;

import dev.parley.benchmarks.faults.FaultCase.Scope;
import dev.parley.benchmarks.faults.FaultCase.Silence;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** All faults, some in several forms. Times are short, so that the whole table takes about a minute. */
final class FaultCases {

    private static final Duration SHORTLY = Duration.ofMillis(500);

    private FaultCases() {}

    static List<FaultCase> all(Limits limits) {
        return Stream.of(silent(limits), broken(), wrongStatus(), oddities(), wholeNode())
                .flatMap(cases -> cases)
                .toList();
    }

    private static Stream<FaultCase> silent(Limits limits) {
        double longerThanAllowed = limits.firstByte().toMillis() / 1_000.0 + 2;
        return Stream.of(
                FaultCase.of("F02", SERVED_ELSEWHERE)
                        .hanging(Silence.FIRST_BYTE)
                        .striking(Scope.DEATH_FOR_MODEL),
                FaultCase.of("F03", SERVED).with("seconds", 0.5).taking(SHORTLY),
                FaultCase.of("F03", SERVED_ELSEWHERE)
                        .with("seconds", longerThanAllowed)
                        .hanging(Silence.FIRST_BYTE),
                FaultCase.of("F04", SERVED).with("seconds", 0.0005).taking(Duration.ofSeconds(4)),
                FaultCase.of("F05", SERVED)
                        .with("after_records", 2, "seconds", 0.5)
                        .taking(SHORTLY),
                FaultCase.of("F06", BROKEN_OFF)
                        .with("after_records", 2)
                        .unstreamed(SERVED_ELSEWHERE)
                        .hanging(Silence.STALL)
                        .striking(Scope.DEATH_FOR_MODEL),
                FaultCase.of("F28", SERVED_ELSEWHERE)
                        .hanging(Silence.FIRST_BYTE)
                        .striking(Scope.DEATH_FOR_MODEL));
    }

    private static Stream<FaultCase> broken() {
        return Stream.of(
                FaultCase.of("F07", SERVED_ELSEWHERE),
                FaultCase.of("F08", SERVED_ELSEWHERE),
                FaultCase.of("F08", BROKEN_OFF).with("after_records", 2).unstreamed(SERVED_ELSEWHERE),
                FaultCase.of("F09", BROKEN_OFF).with("after_records", 2).unstreamed(SERVED_ELSEWHERE),
                FaultCase.of("F10", SERVED_ELSEWHERE).with("after_records", 0),
                FaultCase.of("F10", BROKEN_OFF).with("after_records", 2).unstreamed(SERVED_ELSEWHERE),
                FaultCase.of("F11", SERVED_ELSEWHERE).with("after_records", 0),
                FaultCase.of("F11", BROKEN_OFF).with("after_records", 2).unstreamed(SERVED_ELSEWHERE),
                FaultCase.of("F16", SERVED).unstreamed(SERVED_ELSEWHERE),
                FaultCase.of("F32", BROKEN_OFF)
                        .with("after_records", 2, "seconds", 2)
                        .unstreamed(SERVED_ELSEWHERE)
                        .striking(Scope.DEATH_FOR_MODEL));
    }

    private static Stream<FaultCase> wrongStatus() {
        return Stream.of(
                FaultCase.of("F17", SERVED_ELSEWHERE),
                FaultCase.of("F18", PASSED_ON),
                FaultCase.of("F19", SERVED_ELSEWHERE).with("status", 503),
                FaultCase.of("F19", SERVED_ELSEWHERE).with("status", 503, "body", "html", "retry_after", "1"),
                FaultCase.of("F19", SERVED_ELSEWHERE).with("status", 503, "body", "empty"),
                FaultCase.of("F19", SERVED_ELSEWHERE).with("status", 502, "body", "html"),
                FaultCase.of("F19", SERVED_ELSEWHERE).with("status", 429, "body", "text", "retry_after", "1"),
                FaultCase.of("F20", SERVED_ELSEWHERE),
                FaultCase.of("F21", PASSED_ON).with("status", 401),
                FaultCase.of("F21", PASSED_ON).with("status", 403),
                FaultCase.of("F22", SERVED_ELSEWHERE),
                FaultCase.of("F23", SERVED_ELSEWHERE),
                FaultCase.of("F24", SERVED_ELSEWHERE),
                FaultCase.of("F30", SERVED_ELSEWHERE));
    }

    private static Stream<FaultCase> oddities() {
        return Stream.of(
                FaultCase.of("F12", AS_IT_CAME).with("after_records", 2),
                FaultCase.of("F13", AS_IT_CAME).with("after_records", 2),
                FaultCase.of("F14", SERVED),
                FaultCase.of("F15", SERVED),
                FaultCase.of("F25", SERVED),
                FaultCase.of("F26", SERVED),
                FaultCase.of("F30", SERVED).with("text", "0".repeat(64)));
    }

    private static Stream<FaultCase> wholeNode() {
        return Stream.of(
                FaultCase.of("F01", SERVED_ELSEWHERE).striking(Scope.DEATH),
                FaultCase.of("F27", SERVED)
                        .with("seconds", 3)
                        .striking(Scope.NODE)
                        .called(10),
                FaultCase.of("F27", SERVED)
                        .with("status", 500)
                        .striking(Scope.NODE)
                        .called(10),
                FaultCase.of("F29", SERVED)
                        .with("seconds", 3_600, "text", "v0.99.1-odd")
                        .striking(Scope.NODE)
                        .called(10),
                FaultCase.of("F31", SERVED_ELSEWHERE).striking(Scope.DEATH),
                FaultCase.of("F33", SERVED)
                        .with("seconds", 0.3, "up_seconds", 0.3)
                        .striking(Scope.NODE)
                        .called(6),
                FaultCase.of("F34", SERVED_ELSEWHERE)
                        .hanging(Silence.FIRST_BYTE)
                        .striking(Scope.DEATH));
    }
}
