package dev.parley.router.measure;

import dev.parley.router.capacity.Place;
import dev.parley.router.capacity.ServiceTimes;
import java.time.Duration;

/** How long requests take, as it was learned. */
public record MeasuredTimes(Measurements measurements) implements ServiceTimes {

    @Override
    public Duration expectedAt(Place place) {
        return measurements
                .of(place.node(), place.model())
                .service()
                .map(Figures.Service::usual)
                .orElse(Duration.ZERO);
    }

    @Override
    public boolean isOldAt(Place place) {
        return measurements.isWorthATry(place.node(), place.model());
    }

    @Override
    public Duration longestAt(Place place) {
        return measurements
                .of(place.node(), place.model())
                .service()
                .map(Figures.Service::longest)
                .orElse(Duration.ZERO);
    }
}
