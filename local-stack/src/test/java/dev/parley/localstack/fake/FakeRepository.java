package dev.parley.localstack.fake;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A folder laid out like ours after a build, whose jars run fakes. */
public final class FakeRepository {

    private FakeRepository() {}

    public static Path in(Path folder) throws IOException {
        for (String module :
                List.of("model-router-service", "idea-registry-service", "orchestrator-service", "gateway-service")) {
            jar(folder.resolve(module).resolve("target/quarkus-app/quarkus-run.jar"), FakeService.class);
        }
        jar(folder.resolve("testing/simulated-node/target/simulated-node-1.0-SNAPSHOT.jar"), FakeNode.class);
        return folder;
    }

    private static void jar(Path jar, Class<?> main) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classes(main));
        Files.createDirectories(jar.getParent());
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream made = new JarOutputStream(out, manifest)) {
            made.finish();
        }
    }

    private static String classes(Class<?> main) {
        try {
            return main.getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
