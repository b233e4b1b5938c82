package dev.parley.testkit.planted.database.idea;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;

/** A feature that knows Panache. */
public class PanacheIdeas extends PanacheEntityBase {}
