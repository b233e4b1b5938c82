package dev.parley.gateway.token;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jose4j.jwk.PublicJsonWebKey;

/** The keys that an issuer publishes to check its tokens with. */
public interface SigningKeys {

    /** What it publishes now; fails if that cannot be read. */
    Uni<List<PublicJsonWebKey>> read();
}
