/** The idea index in Redis: fast, bounded in time, and never the truth. */
@NullMarked
package dev.parley.ideas.redis;

import org.jspecify.annotations.NullMarked;
