package io.engram.imaging;

import java.util.Optional;

/** The encodings that are decoded. */
public enum ImageFormat {
  JPEG,
  PNG,
  WEBP,
  GIF;

  /** What the first bytes say, whatever the file was called. */
  static Optional<ImageFormat> detect(byte[] encoded) {
    ByteCursor in = new ByteCursor(encoded);
    if (in.startsWith(0xff, 0xd8)) {
      return Optional.of(JPEG);
    }
    if (in.startsWith(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
      return Optional.of(PNG);
    }
    if (in.startsWith('G', 'I', 'F', '8')) {
      return Optional.of(GIF);
    }
    boolean webp =
        in.startsWith('R', 'I', 'F', 'F')
            && encoded.length >= 12
            && encoded[8] == 'W'
            && encoded[9] == 'E'
            && encoded[10] == 'B'
            && encoded[11] == 'P';
    return webp ? Optional.of(WEBP) : Optional.empty();
  }
}
