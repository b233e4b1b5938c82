package dev.parley.testkit.planted.config;

import org.eclipse.microprofile.config.ConfigProvider;

/** Reads a setting on the side. */
public final class SecretReader {
    String interval() {
        return ConfigProvider.getConfig().getValue("probe.interval", String.class);
    }
}
