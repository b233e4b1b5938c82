package dev.parley.localstack.state;

import dev.parley.localstack.folder.StackFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The key that opens a stack with identity on: all scopes, tenant {@code local}. Made once for a folder, readable by its
 * owner only. Whoever wants another one removes the file and brings the stack up again.
 *
 * @param text {@code pk_<id>_<secret>}
 */
public record AdminKey(String text) {

    private static final String ID_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_LENGTH = 12;

    /** 256 bits: nobody guesses that. */
    private static final int SECRET_BYTES = 32;

    /** The folder's key, if it has one. */
    public static Optional<AdminKey> of(StackFolder folder) {
        try {
            return Files.exists(folder.adminKey())
                    ? Optional.of(
                            new AdminKey(Files.readString(folder.adminKey()).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder.adminKey(), e);
        }
    }

    /** Makes one for a folder that has none. */
    public static AdminKey make(StackFolder folder) {
        AdminKey made = made(new SecureRandom());
        StackFolder.writePrivately(folder.adminKey(), made.text() + "\n");
        return made;
    }

    private static AdminKey made(RandomGenerator random) {
        StringBuilder id = new StringBuilder();
        random.ints(ID_LENGTH, 0, ID_LETTERS.length()).forEach(letter -> id.append(ID_LETTERS.charAt(letter)));
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new AdminKey(
                "pk_" + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    @Override
    public String toString() {
        return "AdminKey[...]";
    }
}
