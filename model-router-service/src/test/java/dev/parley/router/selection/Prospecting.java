package dev.parley.router.selection;

import dev.parley.router.measure.Measurements;
import java.time.Clock;
import java.time.Duration;

/** Everything that is learned, with nothing learned yet. */
public record Prospecting(Residents residents, Measurements measurements, Affinities affinities, Prospects prospects) {

    public static final Duration TRUST = Duration.ofSeconds(90);
    public static final Duration USUAL_LOAD = Duration.ofSeconds(10);

    public static Prospecting begun(Clock clock) {
        Residents residents = new Residents(clock, Duration.ofSeconds(4));
        Measurements measurements = new Measurements(clock, Duration.ofMinutes(10), 100, TRUST);
        Affinities affinities = new Affinities(100);
        return new Prospecting(
                residents,
                measurements,
                affinities,
                new Prospects(residents, measurements, affinities, clock, USUAL_LOAD));
    }
}
