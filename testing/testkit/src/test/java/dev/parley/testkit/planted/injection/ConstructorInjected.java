package dev.parley.testkit.planted.injection;

import jakarta.inject.Inject;

/** As it should be. */
public final class ConstructorInjected {
    private final Runnable collaborator;

    @Inject
    ConstructorInjected(Runnable collaborator) {
        this.collaborator = collaborator;
    }

    void run() {
        collaborator.run();
    }
}
