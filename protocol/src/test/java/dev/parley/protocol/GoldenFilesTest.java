package dev.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The bytes between our processes do not drift: every wire type is read from, and written as, its golden files. */
class GoldenFilesTest {

    @TestFactory
    Stream<DynamicTest> every_value_is_written_as_it_was_read() {
        return valueTypes()
                .flatMap(type -> GoldenFile.of(type).stream()
                        .map(file -> dynamicTest(
                                file.name(),
                                () -> assertThat(file.readAndWritten(type)).isEqualTo(file.json()))));
    }

    @TestFactory
    Stream<DynamicTest> what_a_newer_sender_adds_is_ignored() {
        return valueTypes()
                .flatMap(type -> GoldenFile.of(type).stream()
                        .map(file -> dynamicTest(file.name(), () -> {
                            ObjectNode newer = file.json().deepCopy();
                            newer.putObject("from_a_newer_version").put("by", 1);

                            Object read = new GoldenFile(file.type(), file.name(), newer).as(type);

                            assertThat(read).isEqualTo(file.as(type));
                        })));
    }

    @TestFactory
    Stream<DynamicTest> every_name_of_an_enum_is_in_its_file() {
        return WireTypes.all().stream()
                .filter(Class::isEnum)
                .map(type -> dynamicTest(WireTypes.fileNameOf(type), () -> {
                    List<GoldenFile> files = GoldenFile.of(type);

                    assertThat(files).hasSize(1);
                    assertThat(files.get(0).readAndWritten(arrayOf(type)))
                            .isEqualTo(files.get(0).json())
                            .isEqualTo(GoldenFile.MAPPER.valueToTree(type.getEnumConstants()));
                }));
    }

    @Test
    void no_record_is_without_a_golden_file() {
        assertThat(WireTypes.all())
                .hasSizeGreaterThan(30)
                .allSatisfy(type -> assertThat(GoldenFile.of(type))
                        .as("golden/%s.<case>.json", WireTypes.fileNameOf(type))
                        .isNotEmpty());
    }

    @Test
    void no_golden_file_is_without_a_type() {
        Set<String> known = WireTypes.all().stream().map(WireTypes::fileNameOf).collect(Collectors.toSet());

        assertThat(GoldenFile.all()).allSatisfy(file -> assertThat(known).contains(file.type()));
    }

    @Test
    void every_kind_of_a_sealed_type_has_a_golden_file() throws Exception {
        for (Class<?> type : sealedTypes()) {
            Set<Class<?>> seen = GoldenFile.of(type).stream()
                    .map(file -> readAs(file, type).getClass())
                    .collect(Collectors.toSet());

            assertThat(seen).containsExactlyInAnyOrder(type.getPermittedSubclasses());
        }
    }

    @TestFactory
    Stream<DynamicTest> every_field_of_a_record_is_seen_in_a_golden_file() {
        return WireTypes.all().stream()
                .filter(Class::isRecord)
                .map(type -> dynamicTest(WireTypes.fileNameOf(type), () -> {
                    Set<String> seen = GoldenFile.of(type).stream()
                            .flatMap(file -> namesOf(file.json()))
                            .collect(Collectors.toSet());

                    assertThat(seen).containsExactlyInAnyOrderElementsOf(wireNamesOf(type));
                }));
    }

    private static Stream<Class<?>> valueTypes() {
        return WireTypes.all().stream().filter(type -> !type.isEnum());
    }

    private static List<Class<?>> sealedTypes() {
        List<Class<?>> types = WireTypes.all().stream().filter(Class::isSealed).toList();
        assertThat(types).isNotEmpty();
        return types;
    }

    private static Object readAs(GoldenFile file, Class<?> type) {
        try {
            return file.as(type);
        } catch (Exception e) {
            throw new AssertionError(file.name(), e);
        }
    }

    private static Class<?> arrayOf(Class<?> type) {
        return Array.newInstance(type, 0).getClass();
    }

    private static Stream<String> namesOf(JsonNode json) {
        return json.properties().stream().map(java.util.Map.Entry::getKey);
    }

    private static List<String> wireNamesOf(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getAccessor)
                .map(accessor -> accessor.getAnnotation(JsonProperty.class).value())
                .toList();
    }
}
