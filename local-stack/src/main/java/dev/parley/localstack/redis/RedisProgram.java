package dev.parley.localstack.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import redis.embedded.RedisExecProvider;

/** The Redis server program, copied out of the jar that carries it for this system. */
final class RedisProgram {

    private RedisProgram() {}

    /** Where it lies under this folder, whether it was copied already or not. */
    static Path path(Path programs) {
        return programs.resolve("redis-server-" + RedisExecProvider.redisVersion);
    }

    /** The same, and it lies there. */
    static Path in(Path programs) throws IOException {
        Path program = path(programs);
        if (!Files.exists(program)) {
            Path carried = RedisExecProvider.defaultProvider().get().toPath();
            Path draft = programs.resolve("redis.new");
            Files.copy(carried, draft, StandardCopyOption.REPLACE_EXISTING);
            if (!draft.toFile().setExecutable(true)) {
                throw new IOException(draft + " cannot be made executable");
            }
            Files.move(draft, program, StandardCopyOption.ATOMIC_MOVE);
        }
        return program;
    }
}
