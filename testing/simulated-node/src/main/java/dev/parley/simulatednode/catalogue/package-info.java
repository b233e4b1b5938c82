/** What is installed on a node: names, models, digests and their descriptions. */
@org.jspecify.annotations.NullMarked
package dev.parley.simulatednode.catalogue;
