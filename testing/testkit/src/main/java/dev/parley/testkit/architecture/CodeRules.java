package dev.parley.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** How a class is named, configured and put together. */
final class CodeRules {

    private CodeRules() {}

    static List<ArchRule> all() {
        return List.of(
                noClasses()
                        .should()
                        .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Dto)$")
                        .because("such an ending hides what the class is for"),
                noClasses()
                        .that(ARE_NOT_CONFIG)
                        .should()
                        .dependOnClassesThat(CONFIGURATION_API)
                        .because("every setting of a module is found in one documented *Config interface"),
                noFields()
                        .should()
                        .beAnnotatedWith("jakarta.inject.Inject")
                        .because("collaborators come through the constructor and stay"));
    }

    /** The part of the API that reads settings; sources that provide them ({@code ..spi..}) are another matter. */
    private static final DescribedPredicate<JavaClass> CONFIGURATION_API = JavaClass.Predicates.resideInAnyPackage(
                    "org.eclipse.microprofile.config", "org.eclipse.microprofile.config.inject")
            .or(HasName.Predicates.name("io.smallrye.config.SmallRyeConfig").forSubtype())
            .or(HasName.Predicates.name("io.smallrye.config.ConfigMapping").forSubtype())
            .as("the MicroProfile Config API");

    private static final DescribedPredicate<JavaClass> ARE_NOT_CONFIG = DescribedPredicate.describe(
            "are neither a *Config nor nested in one",
            type -> !outermostName(type).endsWith("Config"));

    /** The name of the source file, as long as it holds one top-level type. */
    static String outermostName(JavaClass type) {
        String name = type.getName().substring(type.getPackageName().length());
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }
}
