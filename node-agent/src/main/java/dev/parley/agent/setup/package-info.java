/** What {@code parley agent} is told: its words, its file, the questions of the first start. Loads little, because people wait. */
@NullMarked
package dev.parley.agent.setup;

import org.jspecify.annotations.NullMarked;
