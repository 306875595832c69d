package io.engram.processor.reference;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * References as failures and logs may show them: without what may be a secret, a password before
 * the host or a signature in the query.
 */
public final class ShownUri {
  private static final Pattern USER = Pattern.compile("//[^/?#]*@");
  private static final Pattern QUERY = Pattern.compile("\\?.*", Pattern.DOTALL);

  private ShownUri() {}

  /** A reference, well-formed or not. */
  public static String of(String reference) {
    String bare = USER.matcher(reference).replaceFirst("//***@");
    return QUERY.matcher(bare).replaceFirst("?...");
  }

  static String of(URI uri) {
    return of(uri.toString());
  }
}
