package dev.parley.testkit.architecture;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/** Which packages may know which technology, and who may know whom. */
final class EdgeRules {

    private static final List<String> WEB = List.of("http", "upstream", "ollama", "problem");

    /** Where Ollama's types may be met: beside the relay surfaces, and in the root package that wires everything. */
    private static final List<String> AROUND_OLLAMA = List.of("http", "upstream", "ollama", "redis", "postgres");

    private EdgeRules() {}

    static List<ArchRule> all(String root) {
        return List.of(
                slices().matching(root + ".(*)..")
                        .should()
                        .beFreeOfCycles()
                        .because("a feature that needs another one back is one feature in two packages"),
                noClasses()
                        .that()
                        .resideOutsideOfPackages(edges(root, WEB))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("jakarta.ws.rs..")
                        .because("only the edges speak HTTP"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage(root + "..http..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(root + "..http..")
                        .because("endpoints are called by clients, not by code"),
                onlyIn(root, "postgres", "Hibernate, Panache and the PostgreSQL client", DATABASE),
                onlyIn(root, "redis", "the Redis client", REDIS));
    }

    static ArchRule featuresDoNotKnowOllama(String root) {
        String[] allowed = Stream.concat(Stream.of(root), Stream.of(edges(root, AROUND_OLLAMA)))
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideOutsideOfPackages(allowed)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + "..ollama..")
                .because("a feature speaks of models and nodes, Ollama's JSON stays at the edge");
    }

    private static ArchRule onlyIn(String root, String edge, String what, DescribedPredicate<JavaClass> technology) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".." + edge + "..")
                .should()
                .dependOnClassesThat(are(technology))
                .because("only ..%s.. knows %s".formatted(edge, what));
    }

    private static String[] edges(String root, List<String> names) {
        return names.stream().map(name -> root + ".." + name + "..").toArray(String[]::new);
    }

    /** Hibernate Validator checks values and touches no database, so it is not meant here. */
    private static final DescribedPredicate<JavaClass> DATABASE = packages(
                    "jakarta.persistence..",
                    "org.hibernate..",
                    "io.quarkus.hibernate..",
                    "io.quarkus.panache..",
                    "io.vertx.pgclient..",
                    "io.vertx.sqlclient..",
                    "io.vertx.mutiny.pgclient..",
                    "io.vertx.mutiny.sqlclient..")
            .and(DescribedPredicate.not(packages("org.hibernate.validator..")))
            .as("Hibernate, Panache or PostgreSQL client classes");

    private static final DescribedPredicate<JavaClass> REDIS = packages(
                    "io.quarkus.redis..", "io.vertx.redis..", "io.vertx.mutiny.redis..")
            .as("Redis client classes");

    private static DescribedPredicate<JavaClass> packages(String... identifiers) {
        return JavaClass.Predicates.resideInAnyPackage(identifiers);
    }
}
