/** What the agent writes down about itself. */
@NullMarked
package dev.parley.agent.journal;

import org.jspecify.annotations.NullMarked;
