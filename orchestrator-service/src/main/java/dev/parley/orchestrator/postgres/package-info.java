/** The truth: the only place that knows tables, SQL and notifications. */
@NullMarked
package dev.parley.orchestrator.postgres;

import org.jspecify.annotations.NullMarked;
