/** The table of faults: every way in which a node misbehaves, met by real requests through a gateway, and judged. */
@NullMarked
package dev.parley.benchmarks.faults;

import org.jspecify.annotations.NullMarked;
