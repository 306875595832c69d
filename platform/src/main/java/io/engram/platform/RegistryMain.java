package io.engram.platform;

import java.io.IOException;

/**
 * Main class of the registry's JVM: starts the registry, and ends with the parent.
 *
 * <p>Standard input is a pipe that only the parent holds. A parent that is killed cannot stop its
 * child, but its pipe ends all the same.
 */
final class RegistryMain {
  private static final String REGISTRY_MAIN = "io.quarkus.runner.GeneratedMain";

  private RegistryMain() {}

  public static void main(String[] arguments) throws ReflectiveOperationException {
    Thread watch = new Thread(RegistryMain::haltOnceTheParentIsGone, "parent-watch");
    watch.setDaemon(true);
    watch.start();
    Class.forName(REGISTRY_MAIN).getMethod("main", String[].class).invoke(null, (Object) arguments);
  }

  private static void haltOnceTheParentIsGone() {
    try {
      while (System.in.read() >= 0) {
        // The parent writes nothing.
      }
    } catch (IOException e) {
      // As good as the end.
    }
    Runtime.getRuntime().halt(0);
  }
}
