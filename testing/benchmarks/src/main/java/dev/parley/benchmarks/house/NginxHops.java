package dev.parley.benchmarks.house;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** As many plain nginx relays, one behind the other, as Parley has hops. Only where nginx is installed. */
public final class NginxHops implements AutoCloseable {

    private final Process process;
    private final Target target;

    private NginxHops(Process process, Target target) {
        this.process = process;
        this.target = target;
    }

    /** Starts it on this stage; empty where nginx is not installed. */
    public static Optional<NginxHops> start(Stage stage, URI node) {
        Path scratch = stage.folder("nginx");
        try {
            int front = Ports.free();
            int back = Ports.free();
            Path configuration =
                    Files.writeString(scratch.resolve("nginx.conf"), configuration(front, back, node, scratch));
            Process process = new ProcessBuilder("nginx", "-p", scratch.toString(), "-c", configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(scratch.resolve("nginx.out").toFile())
                    .start();
            URI base = Ports.loopback(front);
            Target target = new Target("nginx, two hops", base, List.of(process.pid()));
            return Optional.of(stage.put(new NginxHops(process, target)));
        } catch (IOException notInstalled) {
            return Optional.empty();
        }
    }

    /** It as a target. */
    public Target target() {
        return target;
    }

    private static String configuration(int front, int back, URI node, Path scratch) {
        return """
                daemon off;
                worker_processes 2;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events { worker_connections 16384; }
                http {
                  access_log off;
                  client_body_temp_path %1$s/body;
                  proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi;
                  scgi_temp_path %1$s/scgi;
                  proxy_http_version 1.1;
                  proxy_buffering off;
                  proxy_set_header Connection "";
                  proxy_set_header Host %4$s:%5$d;
                  upstream back { server 127.0.0.1:%3$d; keepalive 256; }
                  upstream node { server %4$s:%5$d; keepalive 256; }
                  server { listen 127.0.0.1:%2$d; location / { proxy_pass http://back; } }
                  server { listen 127.0.0.1:%3$d; location / { proxy_pass http://node; } }
                }
                """.formatted(scratch, front, back, node.getHost(), node.getPort());
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
