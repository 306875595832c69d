package io.engram.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds what no compiler holds: which module may know which, and what none may do. */
@AnalyzeClasses(packages = "io.engram", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule shouldDependOnModulesBelowOnly =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.engram..")
          .layer("schemas")
          .definedBy("io.engram.schemas..")
          .layer("platform")
          .definedBy("io.engram.platform..")
          .layer("imaging")
          .definedBy("io.engram.imaging..")
          .layer("model")
          .definedBy("io.engram.model..")
          .layer("trainer")
          .definedBy("io.engram.trainer..")
          .layer("stream-processor")
          .definedBy("io.engram.processor..")
          .layer("cli")
          .definedBy("io.engram.cli..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("stream-processor")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("trainer")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("platform")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers("trainer", "stream-processor", "cli")
          .whereLayer("imaging")
          .mayOnlyBeAccessedByLayers("model", "trainer", "stream-processor", "cli")
          .whereLayer("schemas")
          .mayOnlyBeAccessedByLayers("platform", "trainer", "stream-processor", "cli");

  @ArchTest
  static final ArchRule shouldKeepImagingFreeOfKafkaAndEngines =
      noClasses()
          .that()
          .resideInAPackage("io.engram.imaging..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..", "org.apache.avro..", "ai.onnxruntime..", "ai.djl..");

  @ArchTest
  static final ArchRule shouldNeedNoDisplay =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("java.awt..", "javax.swing..");

  @ArchTest
  static final ArchRule shouldHaveNoCyclesBetweenPackages =
      slices().matching("io.engram.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule shouldPrintInTheCommandOnly =
      noClasses()
          .that(not(resideInAPackage("io.engram.cli..")))
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule shouldWaitForEventsRatherThanSleep =
      noClasses()
          .that()
          // A child process has no other way to say that it is ready than to be asked again.
          .doNotHaveSimpleName("EmbeddedRegistry")
          .should()
          .callMethod(Thread.class, "sleep", long.class);
}
