package dev.parley.testkit.junit;

import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Shows {@code a_lost_node_is_not_offered_new_work} as <em>a lost node is not offered new work</em>.
 *
 * <p>A {@code junit-platform.properties} in this jar would be the usual way, but JUnit reads only the first such file
 * and Quarkus brings one of its own, without which its tests run in the wrong order. A system property goes beside
 * both, and works under Maven and in an editor alike. A module that wants other names sets the property itself.
 */
public final class SentenceNames implements LauncherSessionListener {

    private static final String GENERATOR = DisplayNameGenerator.DEFAULT_GENERATOR_PROPERTY_NAME;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (System.getProperty(GENERATOR) == null) {
            System.setProperty(GENERATOR, DisplayNameGenerator.ReplaceUnderscores.class.getName());
        }
    }
}
