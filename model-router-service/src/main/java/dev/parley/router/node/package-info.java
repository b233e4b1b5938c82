/** The nodes, what each of them has, and how well each is; knows nothing of requests or of Redis. */
@NullMarked
package dev.parley.router.node;

import org.jspecify.annotations.NullMarked;
