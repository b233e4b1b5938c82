/** Counts what happened to requests and nodes, with labels whose number is bounded. */
@NullMarked
package dev.parley.router.metrics;

import org.jspecify.annotations.NullMarked;
