package dev.parley.gateway.door;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where routers reach this replica's door, once it is open. For any thread. */
public final class DoorAddress {

    private volatile @Nullable String url;

    /** {@code http://host:port}; empty while it is closed, or if nobody may come through it. */
    public Optional<String> url() {
        return Optional.ofNullable(url);
    }

    void is(String opened) {
        url = opened;
    }
}
