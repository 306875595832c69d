package io.engram.processor.config;

import java.util.List;

/** The settings do not make a configuration; says everything that is wrong with them. */
public final class InvalidConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidConfigException(List<String> errors) {
    super(String.join("\n", errors));
  }
}
