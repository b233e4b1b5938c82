/** What a scenario found, as a table or JSON, and the command line that all scenarios share. */
@NullMarked
package dev.parley.benchmarks.report;

import org.jspecify.annotations.NullMarked;
