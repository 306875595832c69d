package io.engram.cli.connection;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes the URL of a registry as it is, if it is one. */
final class RegistryUrl implements ITypeConverter<String> {

  @Override
  public String convert(String text) {
    try {
      var uri = new URI(text);
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null) {
        return text;
      }
    } catch (URISyntaxException e) {
      throw notAUrl(text);
    }
    throw notAUrl(text);
  }

  private static TypeConversionException notAUrl(String text) {
    return new TypeConversionException(
        "'" + text + "' is no HTTP URL: write one such as http://localhost:8081/apis/ccompat/v7");
  }
}
