/** A real PostgreSQL whose data stays; the only place that knows its programs. */
@NullMarked
package dev.parley.localstack.postgres;

import org.jspecify.annotations.NullMarked;
