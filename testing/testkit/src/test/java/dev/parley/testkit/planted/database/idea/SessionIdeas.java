package dev.parley.testkit.planted.database.idea;

import org.hibernate.SessionFactory;

/** A feature that knows Hibernate. */
public record SessionIdeas(SessionFactory sessions) {}
