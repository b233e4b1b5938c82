package dev.parley.orchestrator.prompt;

import dev.parley.protocol.conversation.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the texts come from: an operator's folder for whatever it has, our own for the rest. */
final class PromptFolder {

    /** A prompt is a page; whatever is longer is another file by mistake. */
    private static final int LONGEST = 65_536;

    private final @Nullable Path folder;

    /**
     * Looks at the operator's folder as a whole, so that a file whose name says nothing to us is told and not overlooked.
     *
     * @param folder null for none
     */
    PromptFolder(@Nullable Path folder) {
        this.folder = folder;
        if (folder != null) {
            check(folder);
        }
    }

    /** A text as it is written, and where. */
    record Source(String place, String text) {}

    Source read(Language language, PromptText text) {
        String name = folder(language) + "/" + text.file();
        return overridden(name).orElseGet(() -> new Source(name, own("/templates/" + name)));
    }

    private Optional<Source> overridden(String name) {
        Path file = folder == null ? null : folder.resolve(name);
        if (file == null || !Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new IllegalStateException("prompt %s: more than %,d bytes".formatted(file, LONGEST));
            }
            return Optional.of(new Source(file.toString(), text(bytes)));
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("prompt %s: not UTF-8".formatted(file), e);
        } catch (IOException e) {
            throw new IllegalStateException("prompt %s: cannot be read".formatted(file), e);
        }
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString()
                .stripTrailing();
    }

    private static String own(String resource) {
        try (InputStream stream = PromptFolder.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("no prompt text at " + resource);
            }
            return text(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(Path folder) {
        List<String> languages =
                Arrays.stream(Language.values()).map(PromptFolder::folder).toList();
        List<String> files =
                Arrays.stream(PromptText.values()).map(PromptText::file).toList();
        for (Path language : shown(folder)) {
            expect(language, languages, "a folder");
            for (Path file : shown(language)) {
                expect(file, files, "a file");
            }
        }
    }

    private static void expect(Path found, List<String> names, String what) {
        if (!names.contains(found.getFileName().toString())) {
            throw new IllegalStateException("prompt %s: not a known name (expected: %s of %s)"
                    .formatted(found, what, String.join(", ", names)));
        }
    }

    /** Not what is hidden: mounted volumes keep their own things there. */
    private static List<Path> shown(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("prompts: %s (expected: a folder with folders in it)".formatted(folder), e);
        }
    }

    private static String folder(Language language) {
        return language.name().toLowerCase(Locale.ROOT);
    }
}
