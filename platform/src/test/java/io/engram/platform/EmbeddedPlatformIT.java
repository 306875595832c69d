package io.engram.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engram.schemas.serde.AvroSerdes;
import io.engram.schemas.topics.ApplyReport;
import io.engram.schemas.topics.ApplyReport.Outcome;
import io.engram.schemas.topics.TopicSettings;
import io.engram.schemas.topics.TopicsApplier;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPlatformIT {
  @TempDir private Path directory;

  @Test
  void shouldTakeUpItsTopicsAndSchemasAgainFromADataDirectory() throws Exception {
    PlatformConfig config = PlatformConfig.ephemeral().withDataDirectory(directory);

    try (EmbeddedPlatform first = EmbeddedPlatform.start(config)) {
      assertThat(apply(first).lines()).allMatch(line -> line.outcome() == Outcome.CREATED);
    }
    try (EmbeddedPlatform second = EmbeddedPlatform.start(config)) {
      assertThat(apply(second).lines()).allMatch(line -> line.outcome() == Outcome.PRESENT);
    }
  }

  @Test
  void shouldKeepSchemasThoughTheRegistryWasKilled() throws Exception {
    PlatformConfig config = PlatformConfig.ephemeral().withDataDirectory(directory);

    try (EmbeddedPlatform first = EmbeddedPlatform.start(config)) {
      apply(first);
      assertThat(killRegistries()).isEqualTo(1);
    }
    try (EmbeddedPlatform second = EmbeddedPlatform.start(config)) {
      assertThat(apply(second).lines()).allMatch(line -> line.outcome() == Outcome.PRESENT);
    }
  }

  private long killRegistries() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains(directory.toString()))
        .filter(ProcessHandle::destroyForcibly)
        .count();
  }

  @Test
  void shouldDeleteTemporaryData() throws Exception {
    DataDirectory data = DataDirectory.open(Optional.empty(), "test");
    Files.createDirectories(data.path().resolve("a/b"));
    Files.writeString(data.path().resolve("a/b/c"), "content");

    data.close();

    assertThat(data.path()).doesNotExist();
  }

  @Test
  void shouldNameThePortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> EmbeddedBroker.start(PlatformConfig.ephemeral().withPorts(port, 0)))
          .isInstanceOf(PlatformStartException.class)
          .hasMessageContainingAll("Kafka broker", "127.0.0.1:" + port, "another port");
      assertThatThrownBy(
              () -> EmbeddedRegistry.start(PlatformConfig.ephemeral().withPorts(0, port)))
          .isInstanceOf(PlatformStartException.class)
          .hasMessageContainingAll("schema registry", "127.0.0.1:" + port);
    }
  }

  @Test
  void shouldRefuseADataDirectoryThatIsAFile() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    PlatformConfig config = PlatformConfig.ephemeral().withDataDirectory(file);
    assertThatThrownBy(() -> EmbeddedBroker.start(config))
        .isInstanceOf(PlatformStartException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void shouldRefuseTheDataDirectoryOfARunningBrokerUntilThatStops() throws Exception {
    PlatformConfig config = PlatformConfig.ephemeral().withDataDirectory(directory);
    try (EmbeddedBroker running = EmbeddedBroker.start(config)) {
      assertThatThrownBy(() -> EmbeddedBroker.start(config))
          .isInstanceOf(PlatformStartException.class)
          .hasMessageContainingAll("a running platform holds " + directory);
      assertThat(running.bootstrapServers()).startsWith("127.0.0.1:");
    }
    EmbeddedBroker.start(config).close();
  }

  @Test
  void shouldNameTheMissingRegistryAndHowToGetIt() {
    assertThatThrownBy(() -> RegistryInstallation.in(directory))
        .isInstanceOf(PlatformStartException.class)
        .hasMessageContainingAll(directory.toString(), "Build the module", "engram.registry.home");
  }

  @Test
  void shouldRepeatTheLastWordsOfARegistryThatDoesNotStart() throws Exception {
    Path broken = directory.resolve("broken.jar");
    new JarOutputStream(Files.newOutputStream(broken)).close();

    assertThatThrownBy(
            () ->
                EmbeddedRegistry.launch(
                        PlatformConfig.ephemeral(), new RegistryInstallation(broken))
                    .awaitReady())
        .isInstanceOf(PlatformStartException.class)
        .hasMessageContainingAll("its JVM ended", "ClassNotFoundException");
  }

  @Test
  void shouldNotLeaveTheRegistryBehindWhenItsParentIsKilled() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RegistryParent.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output = parent.inputReader()) {
      ProcessHandle registry = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();

      parent.destroyForcibly();

      assertThat(registry.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
    } finally {
      parent.destroyForcibly();
    }
  }

  /** A program that starts a registry in a directory, prints its process id and waits. */
  static final class RegistryParent {
    public static void main(String[] arguments) throws Exception {
      EmbeddedRegistry.start(PlatformConfig.ephemeral().withDataDirectory(Path.of(arguments[0])));
      System.out.println(ProcessHandle.current().children().findFirst().orElseThrow().pid());
      Thread.currentThread().join();
    }
  }

  private static ApplyReport apply(EmbeddedPlatform platform) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()));
        AvroSerdes serdes = AvroSerdes.connect(platform.registryUrl())) {
      return TopicsApplier.apply(admin, serdes.registry(), TopicSettings.defaults());
    }
  }
}
