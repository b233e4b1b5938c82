package dev.parley.testkit.planted.config;

import io.smallrye.config.ConfigMapping;

/** A mapping under a name that nobody looks for. */
@ConfigMapping(prefix = "hidden")
public interface HiddenMapping {}
