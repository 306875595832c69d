package io.engram.benchmarks.contender;

import io.engram.benchmarks.child.Child;
import io.engram.benchmarks.child.Workplace;
import io.engram.processor.config.ProcessorConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Starts contenders.
 *
 * @param bundle the model that all serve
 * @param images folder of the images for those that don't stream
 * @param place where their processes are at home
 * @param cores that those use which have a thread or an engine per core
 * @param settings of the processor that all share, beside where broker and registry are
 */
public record Cast(
    Path bundle, Path images, Workplace place, int cores, Map<String, String> settings) {
  public Cast {
    settings = Map.copyOf(settings);
  }

  /** The same with a setting more or another. */
  public Cast with(String name, String value) {
    Map<String, String> changed = new TreeMap<>(settings);
    changed.put(name, value);
    return new Cast(bundle, images, place, cores, changed);
  }

  /**
   * Starts one that streams.
   *
   * @param stage settings that say where broker and registry are
   * @param group under which it reads the images
   * @param number of this process among those of its group, for its logs
   */
  public Child start(Contender contender, Map<String, String> stage, String group, int number)
      throws IOException {
    Map<String, String> all = new TreeMap<>(stage);
    all.putAll(contender.defaults());
    all.putAll(settings);
    all.putAll(contender.settings(cores));
    all.put("application.id", group);
    List<String> arguments = new ArrayList<>();
    if (contender.isCommand()) {
      arguments.addAll(List.of("process", "--model"));
    }
    arguments.add(bundle.toString());
    all.forEach((name, value) -> arguments.add(name + "=" + value));
    String name = group + "-" + number;
    return Child.start(name, contender.main(), contender.launch(), place, arguments);
  }

  /** How long the settings let an image wait for others to join its batch. */
  public Duration batchDelay() {
    return ProcessorConfig.from(withoutStage(settings)).pipeline().batch().maxDelay();
  }

  /** Starts one that doesn't. */
  public Child startBare(Contender contender, int warmUp, int images) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                contender == Contender.DECODE ? "decode" : "score",
                this.images.toString(),
                Integer.toString(warmUp),
                Integer.toString(images),
                bundle.toString()));
    withoutStage(settings).forEach((name, value) -> arguments.add(name + "=" + value));
    return Child.start(contender.id(), contender.main(), contender.launch(), place, arguments);
  }

  /** Settings with those that must be there and that nobody looks at who doesn't stream. */
  public static Map<String, String> withoutStage(Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("bootstrap.servers", "none");
    all.put("schema.registry.url", "http://none");
    return all;
  }
}
