/** Brings the whole house up on one machine, tells how it stands, and takes it down without leaving a process behind. */
@NullMarked
package dev.parley.localstack;

import org.jspecify.annotations.NullMarked;
