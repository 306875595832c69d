package io.engram.cli.models;

import io.engram.cli.console.Console;
import io.engram.cli.console.ExitCode;
import io.engram.model.bundle.Manifest;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code engram models diff}: how two models differ. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = "Shows in what two models of the store differ: figures, training, data.")
final class DiffCommand implements Callable<Integer> {
  private static final String ROW = "%-44s  %-22s  %-22s  %s";
  private static final int WIDTH = 22;

  private final Console console;

  @Parameters(index = "0", paramLabel = "MODEL", description = "One: " + StoredModels.NAMES + ".")
  private String one;

  @Parameters(index = "1", paramLabel = "OTHER", description = "The other.")
  private String other;

  @Mixin private StoreOptions store;

  DiffCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    try (var opened = store.open()) {
      var models = StoredModels.of(opened);
      Manifest a = models.find(one).manifest();
      Manifest b = models.find(other).manifest();
      console.print(ROW.formatted("", title(a), title(b), "").stripTrailing());
      row(
          "input",
          a.input().width() + " x " + a.input().height(),
          b.input().width() + " x " + b.input().height());
      row("data", a.dataFingerprint(), b.dataFingerprint());
      rows(a.metrics(), b.metrics(), DiffCommand::change);
      rows(a.training().configuration(), b.training().configuration(), (mine, theirs) -> "");
      return ExitCode.OK;
    }
  }

  private static String title(Manifest manifest) {
    return manifest.name() + " " + manifest.version();
  }

  private static String change(Double mine, Double theirs) {
    return mine == null || theirs == null ? "" : String.format(Locale.ROOT, "%+.4f", theirs - mine);
  }

  private <T> void rows(Map<String, T> a, Map<String, T> b, BiFunction<T, T, String> change) {
    var names = new TreeSet<>(a.keySet());
    names.addAll(b.keySet());
    for (String name : names) {
      row(name, a.get(name), b.get(name), change.apply(a.get(name), b.get(name)));
    }
  }

  private void row(String what, Object mine, Object theirs) {
    row(what, mine, theirs, "");
  }

  private void row(String what, Object mine, Object theirs, String change) {
    if (!Objects.equals(mine, theirs)) {
      console.print(ROW.formatted(what, cell(mine), cell(theirs), change).stripTrailing());
    }
  }

  private static String cell(Object value) {
    if (value == null) {
      return "-";
    }
    String text =
        value instanceof Double number
            ? String.format(Locale.ROOT, "%.4f", number)
            : value.toString();
    return text.length() > WIDTH ? text.substring(0, WIDTH - 1) + "…" : text;
  }
}
