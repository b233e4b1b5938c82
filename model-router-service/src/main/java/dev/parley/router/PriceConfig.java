package dev.parley.router;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.util.Map;

/** What models cost. The reasons for the defaults are in docs/configuration.md. */
@ConfigMapping(prefix = "router.prices")
public interface PriceConfig {

    /** Of all prices, three letters of ISO 4217. */
    @WithDefault("USD")
    String currency();

    /** By model. */
    Map<String, Tokens> models();

    /** A million tokens. */
    interface Tokens {

        /** Of prompts. */
        BigDecimal input();

        /** Of answers. */
        BigDecimal output();
    }
}
