/** Holds the caps across routers and keeps answers; the only place that knows keys and scripts. */
@NullMarked
package dev.parley.router.redis;

import org.jspecify.annotations.NullMarked;
