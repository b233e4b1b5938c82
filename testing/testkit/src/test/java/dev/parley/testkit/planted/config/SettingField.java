package dev.parley.testkit.planted.config;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Has a setting put into it. */
public final class SettingField {
    @ConfigProperty(name = "probe.interval")
    String interval;
}
