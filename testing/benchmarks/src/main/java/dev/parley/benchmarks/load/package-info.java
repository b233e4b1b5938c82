/** Calls over HTTP as clients send them, and how long each took. */
@NullMarked
package dev.parley.benchmarks.load;

import org.jspecify.annotations.NullMarked;
