/** Which nodes the stack confers with: those named, the Ollama that answers here, or simulated ones. */
@NullMarked
package dev.parley.localstack.node;

import org.jspecify.annotations.NullMarked;
