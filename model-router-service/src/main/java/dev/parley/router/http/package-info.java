/** What callers reach: relayed paths as plain routes, internal ones as resources, and health. */
@NullMarked
package dev.parley.router.http;

import org.jspecify.annotations.NullMarked;
