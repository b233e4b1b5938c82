/** What a stack remembers between runs: its ports, its nodes, its secrets, and which processes are its own. */
@NullMarked
package dev.parley.localstack.state;

import org.jspecify.annotations.NullMarked;
