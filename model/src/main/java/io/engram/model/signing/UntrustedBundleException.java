package io.engram.model.signing;

import io.engram.model.bundle.ModelBundle;
import java.io.IOException;

/** A bundle is whole, but none of those who are trusted signed it. */
public final class UntrustedBundleException extends IOException {
  private static final long serialVersionUID = 1L;

  UntrustedBundleException(ModelBundle bundle, String reason, String remedy) {
    super("Model bundle %s: %s; %s".formatted(bundle.directory(), reason, remedy));
  }
}
