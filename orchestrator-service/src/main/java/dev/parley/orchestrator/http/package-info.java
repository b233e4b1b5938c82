/** The endpoints: parse, delegate, shape. */
@NullMarked
package dev.parley.orchestrator.http;

import org.jspecify.annotations.NullMarked;
