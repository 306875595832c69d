package io.engram.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules that hold in every module, and who may know the peer. */
@AnalyzeClasses(packages = "io.engram.benchmarks", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule shouldKnowFlinkInOnePackage =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.engram.benchmarks.flink..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.flink..");

  @ArchTest
  static final ArchRule shouldHaveNoCyclesBetweenPackages =
      slices().matching("io.engram.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule shouldPrintThroughTheConsole =
      noClasses()
          .that()
          .resideInAPackage("io.engram.benchmarks..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule shouldWaitForEventsRatherThanSleep =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);
}
