/** Knows nodes and models, admits requests, chooses a node for each and relays what it says. */
@NullMarked
package dev.parley.router;

import org.jspecify.annotations.NullMarked;
