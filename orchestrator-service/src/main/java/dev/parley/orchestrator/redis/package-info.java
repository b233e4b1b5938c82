/** Speed: the only place that knows keys and scripts of the live plane. Everything here can be lost. */
@NullMarked
package dev.parley.orchestrator.redis;

import org.jspecify.annotations.NullMarked;
