package dev.parley.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Set;
import java.util.stream.Stream;

/** Finds behaviour in a type that should only be data. */
final class ProtocolShape {

    /** Written by the compiler for every record, and allowed to be written by hand (a secret hides itself). */
    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

    private ProtocolShape() {}

    static Stream<String> behaviour(JavaClass type) {
        Stream<String> methods = type.getMethods().stream()
                .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(method -> !isData(type, method))
                .map(method -> "has method " + method.getName());
        boolean secondConstructor = type.isRecord() && type.getConstructors().size() > 1;
        return Stream.concat(methods, secondConstructor ? Stream.of("has a second constructor") : Stream.empty());
    }

    private static boolean isData(JavaClass type, JavaMethod method) {
        if (method.getModifiers().contains(JavaModifier.STATIC)) {
            return method.getModifiers().contains(JavaModifier.PRIVATE) || isFactory(type, method);
        }
        if (OF_EVERY_OBJECT.contains(method.getName())) {
            return true;
        }
        return method.getRawParameterTypes().isEmpty()
                && (type.isInterface()
                        ? method.getModifiers().contains(JavaModifier.ABSTRACT)
                        : isNamedAfterAField(type, method));
    }

    private static boolean isNamedAfterAField(JavaClass type, JavaMethod method) {
        return type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .map(JavaField::getName)
                .anyMatch(method.getName()::equals);
    }

    /** Gives one of its own kind, perhaps none ({@code Optional}), or all ({@code values()}). */
    private static boolean isFactory(JavaClass type, JavaMethod method) {
        JavaClass made = method.getRawReturnType().getBaseComponentType();
        boolean related = made.isAssignableTo(type.getName()) || type.isAssignableTo(made.getName());
        return made.isEquivalentTo(java.util.Optional.class) || (related && !made.isEquivalentTo(Object.class));
    }
}
