/** Keys on a command line: how they are described there, and how they are shown. */
@NullMarked
package dev.parley.agent.key;

import org.jspecify.annotations.NullMarked;
