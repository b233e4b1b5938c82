/** This process: its identity, its clock, and how it logs. */
@NullMarked
package dev.parley.transport.process;

import org.jspecify.annotations.NullMarked;
