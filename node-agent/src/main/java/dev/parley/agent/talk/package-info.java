/** One conversation from its first event to its last: what is counted on the way, how it is told, how it ends. */
@NullMarked
package dev.parley.agent.talk;

import org.jspecify.annotations.NullMarked;
