package io.engram.trainer.search.space;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.engram.trainer.search.trial.Overrides;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What a parameter can be. */
public sealed interface Domain {

  /** Draws a choice; each listed one, or each part of a range, is equally likely. */
  Choice draw(RandomGenerator random);

  /** Some choice that is part of it, the same each time. */
  Choice first();

  /** A list of choices. */
  record Choices(List<Choice> choices) implements Domain {
    public Choices {
      choices = List.copyOf(choices);
      if (choices.isEmpty()) {
        throw new IllegalArgumentException("there is nothing to choose from");
      }
      var labels = new HashSet<String>();
      for (Choice choice : choices) {
        if (!labels.add(choice.label())) {
          throw new IllegalArgumentException("'" + choice.label() + "' is listed twice");
        }
      }
    }

    @Override
    public Choice draw(RandomGenerator random) {
      return choices.get(random.nextInt(choices.size()));
    }

    @Override
    public Choice first() {
      return choices.get(0);
    }
  }

  /**
   * Numbers of a range, rounded to four digits so that what is shown is what is trained.
   *
   * @param setting path of the setting
   * @param from lowest number
   * @param to highest number
   * @param scale whether differences or factors are spread evenly
   * @param integer whether only whole numbers
   */
  record Range(String setting, double from, double to, Scale scale, boolean integer)
      implements Domain {
    private static final MathContext DIGITS = new MathContext(4);

    public Range {
      if (!(from < to) || !Double.isFinite(from) || !Double.isFinite(to)) {
        throw new IllegalArgumentException("from must be below to, was %s, %s".formatted(from, to));
      }
      if (scale == Scale.LOG && !(from > 0)) {
        throw new IllegalArgumentException("from must be > 0 on a log scale, was " + from);
      }
      if (integer && (from != Math.rint(from) || to != Math.rint(to))) {
        throw new IllegalArgumentException("from and to must be whole numbers");
      }
    }

    @Override
    public Choice draw(RandomGenerator random) {
      return at(random.nextDouble());
    }

    @Override
    public Choice first() {
      return at(0);
    }

    private Choice at(double share) {
      double value = number(share);
      return integer ? whole(value) : real(value);
    }

    /** The number at a share, from 0 to 1, of the way from the lowest to the highest. */
    public double number(double share) {
      return scale == Scale.LOG
          ? low() * Math.pow(high() / low(), share)
          : low() + (high() - low()) * share;
    }

    /** The share of the way at which a number is. */
    public double share(double number) {
      return scale == Scale.LOG
          ? Math.log(number / low()) / Math.log(high() / low())
          : (number - low()) / (high() - low());
    }

    /**
     * A whole number owns the unit around it, so that the first and last are as likely as others.
     */
    private double low() {
      return integer ? from - 0.5 : from;
    }

    private double high() {
      return integer ? to + 0.5 : to;
    }

    private Choice whole(double value) {
      int number = (int) Math.max(from, Math.min(to, Math.rint(value)));
      return choice(Integer.toString(number), new IntNode(number));
    }

    private Choice real(double value) {
      double rounded = new BigDecimal(value).round(DIGITS).doubleValue();
      double number = Math.max(from, Math.min(to, rounded));
      return choice(Double.toString(number), new DoubleNode(number));
    }

    private Choice choice(String label, JsonNode value) {
      return new Choice(label, new Overrides(Map.of(setting, value)));
    }
  }

  /** How a range is spread. */
  enum Scale {
    LINEAR,
    LOG
  }
}
