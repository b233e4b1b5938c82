package dev.parley.router.alias;

import dev.parley.router.model.ModelName;

/** What a request for an alias was given. @param variant that is to answer; another one may, where it cannot */
public record Drawn(Alias alias, ModelName variant) {}
