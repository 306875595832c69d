package io.engram.cli.creatives;

/** What an advertisement is made of; each is a region of interest. */
public enum Part {
  PRODUCT("product"),
  HEADLINE("headline"),
  LOGO("logo"),
  CALL_TO_ACTION("call to action");

  private final String label;

  Part(String label) {
    this.label = label;
  }

  /** Its name in results. */
  public String label() {
    return label;
  }
}
