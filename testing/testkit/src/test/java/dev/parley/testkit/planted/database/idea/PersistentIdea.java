package dev.parley.testkit.planted.database.idea;

import jakarta.persistence.Entity;

/** A feature that is a row. */
@Entity
public class PersistentIdea {}
