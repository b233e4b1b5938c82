package dev.parley.router;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A certificate for loopback that signs itself, as a node behind a proxy of its operator's has. */
record NodeCertificate(Path keyStore, Path authority) {

    static final String PASSWORD = "only-for-tests";

    static NodeCertificate made() {
        try {
            Path folder = Files.createTempDirectory("node-certificate");
            NodeCertificate made = new NodeCertificate(folder.resolve("node.p12"), folder.resolve("node.pem"));
            keytool(
                    made,
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost,ip:127.0.0.1",
                    "-storetype",
                    "PKCS12",
                    "-validity",
                    "2");
            keytool(made, "-exportcert", "-rfc", "-file", made.authority().toString());
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keytool(NodeCertificate made, String... what) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        line.addAll(List.of(what));
        line.addAll(List.of("-alias", "node", "-keystore", made.keyStore().toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException(said);
        }
    }
}
