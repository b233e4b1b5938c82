package dev.parley.orchestrator.export;

import dev.parley.protocol.conversation.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** The few words of ours that surround what was said, in the conversation's language: {@code export/<language>.properties}. */
public final class Labels {

    private static final Map<Language, Labels> ALL = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            ALL.put(language, new Labels(language));
        }
    }

    private final Locale locale;
    private final Properties words = new Properties();

    private Labels(Language language) {
        locale = Locale.forLanguageTag(language.name().toLowerCase(Locale.ROOT));
        String resource = "/export/" + locale.getLanguage() + ".properties";
        try (InputStream stream = Labels.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("no words at " + resource);
            }
            Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Labels of(Language language) {
        return Objects.requireNonNull(ALL.get(language));
    }

    public Locale locale() {
        return locale;
    }

    /** The word for {@code key}; every language has every one. */
    public String word(String key) {
        String word = words.getProperty(key);
        if (word == null) {
            throw new IllegalArgumentException(
                    "key: " + key + " (expected: one of " + words.stringPropertyNames() + ")");
        }
        return word;
    }
}
