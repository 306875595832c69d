package io.engram.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import io.engram.cli.console.Console;
import io.engram.cli.console.StopSignal;
import io.engram.cli.results.ResultsCommand;
import io.engram.cli.submit.SubmitCommand;
import io.engram.cli.topics.TopicsCommand;
import io.engram.imaging.RgbImage;
import io.engram.imaging.overlay.PngEncoder;
import io.engram.platform.testing.PlatformContainers;
import io.engram.platform.testing.TestPlatform;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import picocli.CommandLine;

/** The processor's image, built and run as the README beside it says, on a platform of images. */
class ProcessorImageIT {
  private static final DockerClient DOCKER = DockerClientFactory.lazyClient();
  private static final Path HOME = Path.of("").toAbsolutePath().getParent();
  private static final String DOCKERFILE = "docker/processor.Dockerfile";

  /** Of the distribution not its Java and what is written for that: see .dockerignore. */
  private static final List<String> CONTEXT =
      List.of(
          DOCKERFILE,
          "docker/prepare.sh",
          "dist/target/engram/lib",
          "dist/target/engram/models",
          "dist/target/engram/native",
          "dist/target/engram/registry");

  private static final String IMAGE = "engram-processor-it:latest";
  private static final int METRICS_PORT = 9464;
  private static final int SECONDS_TO_STOP = 40;
  private static final int IMAGES = 400;
  private static final long DEADLINE_NANOS = TimeUnit.MINUTES.toNanos(3);

  @TempDir private static Path pictures;
  private static PlatformContainers containers;
  private static TestPlatform platform;

  @BeforeAll
  static void start() throws Exception {
    Optional<PlatformContainers> some = TestPlatform.containers();
    assumeTrue(some.isPresent(), "no containers can be started here");
    containers = some.get();
    platform = TestPlatform.start();
    engram(TopicsCommand::new, "apply");
    build();
  }

  /** Docker's own clients send links as links, those for Java don't: OpenBLAS is found by one. */
  private static void build() throws Exception {
    List<String> tar = new ArrayList<>(List.of("tar", "-C", HOME.toString(), "-cf", "-"));
    tar.addAll(CONTEXT);
    Process context = new ProcessBuilder(tar).redirectError(Redirect.INHERIT).start();
    try (InputStream files = context.getInputStream()) {
      DOCKER
          .buildImageCmd(files)
          .withDockerfilePath(DOCKERFILE)
          .withTags(Set.of(IMAGE))
          .exec(new BuildImageResultCallback())
          .awaitImageId();
    }
  }

  @AfterAll
  static void stop() {
    if (platform != null) {
      platform.close();
      DOCKER.removeImageCmd(IMAGE).withForce(true).exec();
    }
  }

  @Test
  void shouldScoreEachImageOnceThoughAProcessorIsStoppedAmongThem() throws Exception {
    submit();

    try (GenericContainer<?> processor = processor()) {
      shouldRunWithFewRights(processor);
      assertThat(exec(processor, healthCheck(processor)).getExitCode()).isZero();
      awaitScores(1);
      assertThat(stop(processor)).as(processor.getLogs()).isZero();
      assertThat(scored()).as("images left to its successor").hasSizeLessThan(IMAGES);
    }
    try (GenericContainer<?> successor = processor()) {
      awaitScores(IMAGES);
      assertThat(stop(successor)).as(successor.getLogs()).isZero();
    }
    assertThat(scored()).doesNotHaveDuplicates().hasSize(IMAGES);
  }

  /** Serves when this returns. */
  private static GenericContainer<?> processor() {
    GenericContainer<?> processor =
        new GenericContainer<>(IMAGE)
            .withNetwork(containers.network())
            .withEnv(containers.environment())
            .withExposedPorts(METRICS_PORT)
            .withCreateContainerCmdModifier(ProcessorImageIT::withFewRights)
            .waitingFor(
                Wait.forHttp("/health/ready")
                    .forPort(METRICS_PORT)
                    .withStartupTimeout(Duration.ofMinutes(2)));
    processor.start();
    return processor;
  }

  /** As in docker-compose.yml. */
  private static void withFewRights(CreateContainerCmd create) {
    create
        .getHostConfig()
        .withReadonlyRootfs(true)
        .withCapDrop(Capability.ALL)
        .withSecurityOpts(List.of("no-new-privileges"));
  }

  private static void shouldRunWithFewRights(GenericContainer<?> processor) throws Exception {
    assertThat(exec(processor, "id", "-u").getStdout().strip()).isEqualTo("10001");
    assertThat(exec(processor, "touch", "/opt/engram/file").getStderr())
        .contains("Read-only file system");
  }

  /** What the image says that shows its health: engines differ in who runs it. */
  private static String[] healthCheck(GenericContainer<?> processor) {
    List<String> test = processor.getContainerInfo().getConfig().getHealthcheck().getTest();
    assertThat(test).startsWith("CMD");
    return test.subList(1, test.size()).toArray(String[]::new);
  }

  private static ExecResult exec(GenericContainer<?> processor, String... words) throws Exception {
    return processor.execInContainer(words);
  }

  /** Sends SIGTERM, as docker stop does; returns the exit status. */
  private static long stop(GenericContainer<?> processor) {
    String id = processor.getContainerId();
    DOCKER.stopContainerCmd(id).withTimeout(SECONDS_TO_STOP).exec();
    return DOCKER.inspectContainerCmd(id).exec().getState().getExitCodeLong();
  }

  private static void submit() throws Exception {
    Random random = new Random(1);
    byte[] rgb = new byte[48 * 32 * 3];
    for (int i = 0; i < IMAGES; i++) {
      random.nextBytes(rgb);
      Files.write(pictures.resolve(i + ".png"), new PngEncoder().encode(new RgbImage(48, 32, rgb)));
    }
    engram(console -> new SubmitCommand(console, new StopSignal()), pictures.toString());
  }

  private static void awaitScores(int count) throws Exception {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (scored().size() < count) {
      assertThat(System.nanoTime()).as("no progress").isLessThan(deadline);
    }
  }

  /** The images with a score or a failure, as often as they have one. */
  private static List<String> scored() throws Exception {
    String results =
        engram(console -> new ResultsCommand(console, new StopSignal()), "--format=json");
    List<String> images = new ArrayList<>();
    for (String line : results.lines().toList()) {
      images.add(new ObjectMapper().readTree(line).get("image").asText());
    }
    return images;
  }

  /** Runs a command of {@code engram} on this machine; returns what it printed as its result. */
  private static String engram(Function<Console, Object> command, String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    var console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false);
    List<String> words = new ArrayList<>(List.of(args));
    words.add("--bootstrap-servers=" + platform.bootstrapServers());
    words.add("--registry=" + platform.registryUrl());
    int exitCode =
        new CommandLine(command.apply(console))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(words.toArray(String[]::new));
    assertThat(exitCode).as("%s", err).isZero();
    return out.toString();
  }
}
