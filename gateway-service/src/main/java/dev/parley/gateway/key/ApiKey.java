package dev.parley.gateway.key;

import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A key as its holder has it: {@code pk_<id>_<secret>}. The id is public; the secret has 256 random bits. It is looked at and
 * forgotten: nothing keeps one, and it prints as its prefix.
 */
public final class ApiKey {

    /** What a key looks like wherever it turns up in a text. The secret may hold {@code _}, so lengths tell the parts. */
    public static final Pattern SHAPE = Pattern.compile("pk_[a-z0-9]{12}_[A-Za-z0-9_-]{43}");

    private static final Pattern ID = Pattern.compile("[a-z0-9]{12}");
    private static final String BEGINNING = "pk_";
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_LENGTH = 12;
    private static final int SECRET_BYTES = 32;

    private final String id;
    private final String text;

    private ApiKey(String id, String text) {
        this.id = id;
        this.text = text;
    }

    /**
     * A new key.
     *
     * @param random unpredictable
     */
    public static ApiKey mint(RandomGenerator random) {
        StringBuilder id = new StringBuilder(ID_LENGTH);
        random.ints(ID_LENGTH, 0, ALPHABET.length()).forEach(index -> id.append(ALPHABET.charAt(index)));
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String text = prefix(id.toString()) + "_"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return new ApiKey(id.toString(), text);
    }

    /** The key that this text is; empty if it can be none. */
    public static Optional<ApiKey> parse(String text) {
        return SHAPE.matcher(text).matches()
                ? Optional.of(new ApiKey(text.substring(BEGINNING.length(), BEGINNING.length() + ID_LENGTH), text))
                : Optional.empty();
    }

    /** Whether this could be the id of a key. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** How the key with this id begins; may be shown to anybody. */
    public static String prefix(String id) {
        return BEGINNING + id;
    }

    /** Its public id. */
    public String id() {
        return id;
    }

    /** What is kept of it. */
    public SecretHash hash() {
        return SecretHash.of(text);
    }

    /** The whole key, for whoever it was made for. */
    public String reveal() {
        return text;
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return prefix(id);
    }
}
