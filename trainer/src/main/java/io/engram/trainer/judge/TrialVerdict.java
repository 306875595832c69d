package io.engram.trainer.judge;

/** What a rule says of a trial. */
public sealed interface TrialVerdict {
  /** What is to happen, for people. */
  String title();

  /** Why, for people. */
  String why();

  /** Not enough images were seen. */
  record Undecided(String why) implements TrialVerdict {
    @Override
    public String title() {
      return "Goes on";
    }
  }

  /** The model keeps the limits, and its rule promotes it. */
  record Promote(String why) implements TrialVerdict {
    @Override
    public String title() {
      return "To be promoted";
    }
  }

  /** The model keeps the limits, and somebody is to decide. */
  record Hold(String why) implements TrialVerdict {
    @Override
    public String title() {
      return "To be decided by somebody";
    }
  }

  /** The model breaks a limit. */
  record Withdraw(String why) implements TrialVerdict {
    @Override
    public String title() {
      return "To be withdrawn";
    }
  }
}
