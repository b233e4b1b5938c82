/** Holds the caps across routers; the only place that knows keys and scripts. */
@NullMarked
package dev.parley.router.redis;

import org.jspecify.annotations.NullMarked;
