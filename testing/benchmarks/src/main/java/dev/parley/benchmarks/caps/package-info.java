/** That no node ever holds more than its cap, whatever happens to routers and to Redis. */
@NullMarked
package dev.parley.benchmarks.caps;

import org.jspecify.annotations.NullMarked;
