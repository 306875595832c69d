package io.engram.cli.submit;

import io.engram.cli.console.CommandFailedException;
import io.engram.processor.reference.ShownUri;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Tells addresses from paths, and names them: an address is an image that the processor fetches.
 */
final class Addresses {
  private static final Pattern ADDRESS =
      Pattern.compile("(file|https?|s3)://.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /**
   * An address and its name in results: itself, without what may be a secret; numbered where
   * another has that name.
   */
  record Named(String imageId, URI uri) {}

  private Addresses() {}

  static boolean isAddress(String argument) {
    return ADDRESS.matcher(argument).matches();
  }

  /**
   * Reads addresses, each once.
   *
   * @throws CommandFailedException if one is malformed, or would carry credentials into Kafka
   */
  static List<Named> read(List<String> addresses) throws CommandFailedException {
    Map<String, Integer> numbers = new HashMap<>();
    List<Named> named = new ArrayList<>();
    for (String address : new LinkedHashSet<>(addresses)) {
      URI uri = parse(address);
      String name = address.replaceFirst("(?s)[?#].*", "");
      int number = numbers.merge(name, 1, Integer::sum);
      named.add(new Named(number == 1 ? name : name + "#" + number, uri));
    }
    return named;
  }

  private static URI parse(String address) throws CommandFailedException {
    try {
      URI uri = new URI(address);
      if (uri.getRawAuthority() == null || uri.getRawAuthority().indexOf('@') < 0) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw new CommandFailedException(
          ShownUri.of(address),
          "is no address (" + e.getReason() + ")",
          "Write a space as %20 and other special characters likewise.",
          e);
    }
    throw new CommandFailedException(
        ShownUri.of(address),
        "has a user name or password",
        "Leave it out: every reader of the topic would see it.");
  }
}
