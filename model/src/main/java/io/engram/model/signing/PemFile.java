package io.engram.model.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One key as text (RFC 7468). */
final class PemFile {
  static final String PRIVATE = "PRIVATE KEY";
  static final String PUBLIC = "PUBLIC KEY";

  private static final int LINE = 64;

  private PemFile() {}

  static String text(String label, byte[] key) {
    String body =
        Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(key);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label);
  }

  static byte[] read(Path file, String label) throws InvalidKeyFileException {
    try {
      Matcher section =
          Pattern.compile(
                  "-----BEGIN %s-----(.*?)-----END %s-----".formatted(label, label), Pattern.DOTALL)
              .matcher(Files.readString(file));
      if (!section.find()) {
        throw new InvalidKeyFileException(file, "it holds no '%s' in PEM".formatted(label), null);
      }
      return Base64.getMimeDecoder().decode(section.group(1));
    } catch (NoSuchFileException e) {
      throw new InvalidKeyFileException(file, "there is no such file", e);
    } catch (InvalidKeyFileException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidKeyFileException(file, "it cannot be read: " + e.getMessage(), e);
    }
  }
}
