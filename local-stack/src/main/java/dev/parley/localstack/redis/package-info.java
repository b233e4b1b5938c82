/** A real Redis that keeps nothing; the only place that knows its program. */
@NullMarked
package dev.parley.localstack.redis;

import org.jspecify.annotations.NullMarked;
