/** The services behind this one: the router and the idea registry. */
@NullMarked
package dev.parley.orchestrator.upstream;

import org.jspecify.annotations.NullMarked;
