/** A conversation as its viewers see it: one durable plane, one live plane, one resumable stream of events. */
@NullMarked
package dev.parley.orchestrator.stream;

import org.jspecify.annotations.NullMarked;
