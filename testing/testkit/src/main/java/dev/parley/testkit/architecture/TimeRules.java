package dev.parley.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Time and chance are parameters, so that a test can choose them. */
final class TimeRules {

    private static final Set<String> READ_OR_SPEND_REAL_TIME = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.Thread.sleep",
            "java.util.concurrent.TimeUnit.sleep",
            "java.lang.Math.random");

    private TimeRules() {}

    static List<ArchRule> all() {
        return List.of(
                noClasses()
                        .that(ARE_NOT_CLOCKS)
                        .should()
                        .accessTargetWhere(REAL_TIME_OR_CHANCE)
                        .because("time and chance are parameters: java.time.Clock, RandomGenerator"),
                noClasses()
                        .should()
                        .accessTargetWhere(SYSTEM_CLOCK_IN_PASSING)
                        .because("a clock is handed out by one method that returns it, and asked for everywhere else"));
    }

    private static final DescribedPredicate<JavaClass> ARE_NOT_CLOCKS = DescribedPredicate.describe(
            "have no Clock in their name",
            type -> !CodeRules.outermostName(type).contains("Clock"));

    private static final DescribedPredicate<JavaAccess<?>> REAL_TIME_OR_CHANCE = DescribedPredicate.describe(
            "the system clock is read, a thread sleeps, or Math.random is drawn from",
            access -> isRealTimeOrChance(access.getTarget()));

    private static final DescribedPredicate<JavaAccess<?>> SYSTEM_CLOCK_IN_PASSING = DescribedPredicate.describe(
            "a system Clock is taken by a method that does not return one",
            access -> access.getTarget().getOwner().isEquivalentTo(Clock.class)
                    && access.getTarget().getName().startsWith("system")
                    && !access.getOrigin().getRawReturnType().isAssignableTo(InstantSource.class));

    private static boolean isRealTimeOrChance(AccessTarget target) {
        String name = target.getOwner().getName() + "." + target.getName();
        return READ_OR_SPEND_REAL_TIME.contains(name) || isNowWithoutClock(target);
    }

    /** {@code Instant.now()}, {@code LocalDate.now(zone)} and their like; {@code now(clock)} is how it should be. */
    private static boolean isNowWithoutClock(AccessTarget target) {
        return target instanceof AccessTarget.CodeUnitAccessTarget method
                && target.getName().equals("now")
                && target.getOwner().getPackageName().startsWith("java.time")
                && method.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
    }
}
