/** The registry's endpoints: parse, delegate, answer. */
@NullMarked
package dev.parley.ideas.http;

import org.jspecify.annotations.NullMarked;
