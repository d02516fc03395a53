package io.symphra.cache.coverage;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses PRODUCTION = Modules.production();

  @Test
  void everyModuleIsSeen() {
    assertThat(PRODUCTION.stream().map(Modules::of).distinct().sorted())
        .isEqualTo(Modules.withSources());
  }

  @Test
  void nobodyTouchesTheInternalsOfAnotherModule() {
    classes()
        .should(notReferTo(
            "internals of another module",
            (from, to) -> isInternal(to)
                && !Modules.of(from).equals(Modules.of(to))
                && !isInterleavingOnRedis(from)))
        .check(Modules.productionAndTests());
  }

  @Test
  void packagesFormNoCycle() {
    slices()
        .assignedFrom(onePerPackage())
        .should()
        .beFreeOfCycles()
        // A static factory of the API has to name what it makes; these doors are all there are.
        .ignoreDependency(
            name("io.symphra.cache.CacheManager")
                .or(name("io.symphra.cache.protect.KeyFilter"))
                .or(nameStartingWith("io.symphra.cache.HeapSharedTier")),
            resideInAPackage("io.symphra.cache.internal"))
        .ignoreDependency(
            name("io.symphra.cache.warming.Warmer")
                .or(name("io.symphra.cache.warming.WarmingSource")),
            resideInAPackage("io.symphra.cache.warming.internal"))
        .ignoreDependency(
            nameStartingWith("io.symphra.cache.redis.RedisSharedTier"),
            resideInAPackage("io.symphra.cache.redis.internal"))
        .check(PRODUCTION);
  }

  @Test
  void coreUsesOnlyItsFourLibraries() {
    classes()
        .that(areIn("core"))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(
            "java..",
            "io.symphra.cache..",
            "com.github.benmanes.caffeine..",
            "com.google.common.hash..",
            "org.jspecify.annotations..",
            "org.slf4j.."))
        .check(PRODUCTION);
  }

  @Test
  void guavaStaysInsideTheInternalsOfCore() {
    classes()
        .that(areIn("core"))
        .and(not(resideInAPackage("..internal..")))
        .should(
            notReferTo("Guava", (from, to) -> to.getPackageName().startsWith("com.google.common")))
        .check(PRODUCTION);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(PRODUCTION.stream()
            .map(JavaClass::getPackage)
            // JMH writes these, and a package-info.java would have to be written for it.
            .filter(name -> !name.getName().endsWith(".jmh_generated"))
            .distinct())
        .allSatisfy(name -> assertThat(name.isAnnotatedWith(NullMarked.class))
            .as("%s has a package-info.java with @NullMarked", name.getName())
            .isTrue());
  }

  /** Core's interleaving test lends its scenarios to this one: docs/decisions/0016-what-proves-what.md. */
  private static boolean isInterleavingOnRedis(JavaClass from) {
    String name = from.getName();
    return List.of("RedisInterleav", "RedisRuleOff", "StoredGuard").stream()
        .anyMatch(own -> name.startsWith("io.symphra.cache.internal." + own));
  }

  private static boolean isInternal(JavaClass type) {
    return (type.getPackageName() + ".").startsWith("io.symphra.cache.")
        && (type.getPackageName() + ".").contains(".internal.");
  }

  private static DescribedPredicate<JavaClass> areIn(String module) {
    return DescribedPredicate.describe(
        "are in module " + module, type -> Modules.of(type).equals(module));
  }

  private static SliceAssignment onePerPackage() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return type.getPackageName().startsWith("io.symphra.")
            ? SliceIdentifier.of(type.getPackageName())
            : SliceIdentifier.ignore();
      }

      @Override
      public String getDescription() {
        return "packages";
      }
    };
  }

  private static ArchCondition<JavaClass> notReferTo(
      String what, BiPredicate<JavaClass, JavaClass> forbidden) {
    return new ArchCondition<>("not refer to " + what) {
      @Override
      public void check(JavaClass from, ConditionEvents events) {
        for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
          if (forbidden.test(from, dependency.getTargetClass().getBaseComponentType())) {
            events.add(SimpleConditionEvent.violated(from, dependency.getDescription()));
          }
        }
      }
    };
  }
}
