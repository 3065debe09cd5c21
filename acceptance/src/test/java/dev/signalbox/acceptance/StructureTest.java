package dev.signalbox.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may see whom. An exception to a rule stands next to the rule, with its reason. */
@AnalyzeClasses(
    packages = "dev.signalbox",
    importOptions = {DoNotIncludeTests.class, StructureTest.DoNotIncludeTestJars.class})
class StructureTest {
  /** The core's contract tests come here as a jar. */
  static final class DoNotIncludeTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  @ArchTest
  static final ArchRule the_core_knows_only_itself_and_the_jdk =
      classes()
          .that()
          .resideInAPackage("dev.signalbox.core..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.signalbox.core..", "java..", "javax.crypto..", "org.jspecify..")
          .because("decisions must be testable without AWS, JSON or a clock on the wall");

  @ArchTest
  static final ArchRule the_capabilities_of_the_core_do_not_depend_on_each_other_in_circles =
      slices().matching("dev.signalbox.core.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule aws_knows_only_the_core =
      noClasses()
          .that()
          .resideInAPackage("dev.signalbox.aws..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              // Not definitions.json: definitions and the ledger write records down in the same
              // way.
              "dev.signalbox.definitions",
              "dev.signalbox.definitions.yaml..",
              "dev.signalbox.functions..",
              "dev.signalbox.local..",
              "dev.signalbox.cli..");

  @ArchTest
  static final ArchRule nothing_that_is_deployed_goes_out_but_through_the_guard =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.signalbox.core..",
              "dev.signalbox.aws..",
              "dev.signalbox.definitions..",
              "dev.signalbox.functions..")
          .and()
          .resideOutsideOfPackage("dev.signalbox.aws.web")
          .should()
          .dependOnClassesThat(
              com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                      "java.net.http..", "java.nio.channels..", "javax.net..")
                  .or(
                      com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf(
                          java.net.Socket.class,
                          java.net.DatagramSocket.class,
                          java.net.URL.class,
                          java.net.URLConnection.class,
                          java.net.HttpURLConnection.class)))
          .because("an address somebody else has a say in is asked by the guarded client alone");

  @ArchTest
  static final ArchRule definitions_know_only_the_core =
      noClasses()
          .that()
          .resideInAPackage("dev.signalbox.definitions..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.signalbox.aws..",
              "dev.signalbox.functions..",
              "dev.signalbox.local..",
              "dev.signalbox.cli..");

  @ArchTest
  static final ArchRule local_shares_no_code_with_the_product =
      noClasses()
          .that()
          .resideInAPackage("dev.signalbox.local..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.signalbox.core..",
              "dev.signalbox.definitions..",
              "dev.signalbox.aws..",
              "dev.signalbox.functions..",
              "dev.signalbox.cli..")
          .because("it imitates what they talk to: a mistake there must not excuse itself here");

  @ArchTest
  static final ArchRule functions_see_neither_local_nor_the_command =
      noClasses()
          .that()
          .resideInAPackage("dev.signalbox.functions..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.signalbox.local..", "dev.signalbox.cli..");

  @ArchTest
  static final ArchRule the_services_of_local_reach_each_other_through_ports_only =
      slices()
          .matching("dev.signalbox.local.(*)..")
          .namingSlices("local.$1")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              com.tngtech.archunit.base.DescribedPredicate.alwaysTrue(),
              com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                  // What all are made from, AWS's models, which the front door asks, and commands
                  // of
                  // this machine, which builds and tasks are.
                  "dev.signalbox.local.api..",
                  "dev.signalbox.local.archive..",
                  "dev.signalbox.local.model..",
                  "dev.signalbox.local.process.."));
}
