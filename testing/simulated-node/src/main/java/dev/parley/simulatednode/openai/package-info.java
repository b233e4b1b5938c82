/** The OpenAI-compatible surface: paths under /v1. */
@org.jspecify.annotations.NullMarked
package dev.parley.simulatednode.openai;
