package dev.parley.testkit.planted.injection;

import jakarta.inject.Inject;

/** Cannot be made with new. */
public final class FieldInjected {
    @Inject
    Runnable collaborator;
}
