package dev.parley.router.kubernetes;

import java.net.URI;

/**
 * One address of a Service.
 *
 * @param name the pod's, or made of its address where it has none
 * @param identity changes when another pod gets the same name
 */
record Pod(String name, String identity, URI url, Standing standing) {

    Pod with(Standing other) {
        return new Pod(name, identity, url, other);
    }
}
