/** Ports that no other test and no outgoing connection will take. */
@org.jspecify.annotations.NullMarked
package dev.parley.testkit.net;
