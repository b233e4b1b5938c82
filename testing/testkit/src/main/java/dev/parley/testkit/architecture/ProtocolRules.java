package dev.parley.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What may enter the module that holds the words between our processes: data and its names, no behaviour.
 *
 * <p>Only records, enums and sealed interfaces; in them only accessors, static factories, private static parts of those,
 * and one (compact) constructor per record; nothing known but the JDK, Jackson's annotations and the nullness
 * annotations of the package sentence.
 */
public final class ProtocolRules {

    private ProtocolRules() {}

    /**
     * Checks the main classes of the current module.
     *
     * @param root the module's root package
     * @throws AssertionError naming every broken rule and every class that breaks it
     */
    public static void verify(String root) {
        new Violations().of(forProtocol(root), MainClasses.under(root)).throwIfAny(root);
    }

    static List<ArchRule> forProtocol(String root) {
        return List.of(
                classes()
                        .that(ARE_WRITTEN_BY_HAND)
                        .should(eachSatisfy("be records, enums or sealed interfaces", ProtocolRules::wrongKind))
                        .because("a wire type is data"),
                classes()
                        .that(ARE_WRITTEN_BY_HAND)
                        .should(eachSatisfy(
                                "have only accessors, static factories and one constructor", ProtocolShape::behaviour))
                        .because("behaviour belongs to the service that needs it"),
                classes()
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                root + "..",
                                "java..",
                                "com.fasterxml.jackson.annotation..",
                                "org.jspecify.annotations..")
                        .because("whoever speaks the protocol takes on nothing else"));
    }

    private static Stream<String> wrongKind(JavaClass type) {
        boolean data = type.isRecord() || type.isEnum() || (type.isInterface() && type.isSealed());
        return data ? Stream.empty() : Stream.of("is none of record, enum, sealed interface");
    }

    /** Leaves out package sentences and what the compiler adds for a switch over an enum. */
    private static final DescribedPredicate<JavaClass> ARE_WRITTEN_BY_HAND = DescribedPredicate.describe(
            "are written by hand",
            type -> !type.getSimpleName().equals("package-info")
                    && !type.getModifiers().contains(JavaModifier.SYNTHETIC));

    private static ArchCondition<JavaClass> eachSatisfy(
            String description, Function<JavaClass, Stream<String>> objections) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                objections
                        .apply(type)
                        .forEach(objection -> events.add(
                                SimpleConditionEvent.violated(type, "%s %s".formatted(type.getName(), objection))));
            }
        };
    }
}
