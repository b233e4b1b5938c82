/** The gateway as a client sees it: conversations to start and steer, and their events, which resume where they broke. */
@NullMarked
package dev.parley.agent.gateway;

import org.jspecify.annotations.NullMarked;
