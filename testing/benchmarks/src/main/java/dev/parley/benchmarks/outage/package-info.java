/** What callers notice when one of two nodes is away for a minute. */
@NullMarked
package dev.parley.benchmarks.outage;

import org.jspecify.annotations.NullMarked;
