/** Nodes that a cluster tells of: which pods of which Services are pools, and what their annotations say. */
@NullMarked
package dev.parley.router.kubernetes;

import org.jspecify.annotations.NullMarked;
