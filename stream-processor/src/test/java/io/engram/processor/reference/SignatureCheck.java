package io.engram.processor.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a store does with a request: signs it anew with what it knows, by the documentation of AWS'
 * signature version 4, and compares.
 */
final class SignatureCheck {
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/s3/aws4_request,"
              + " ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");

  private SignatureCheck() {}

  static boolean accepts(
      String path, UnaryOperator<String> headers, String region, String key, String secret)
      throws GeneralSecurityException {
    String header = headers.apply("Authorization");
    Matcher given = AUTHORIZATION.matcher(header == null ? "" : header);
    if (!given.matches() || !given.group(1).equals(key) || !given.group(3).equals(region)) {
      return false;
    }
    String scope = "%s/%s/s3/aws4_request".formatted(given.group(2), region);
    String toSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            headers.apply("x-amz-date"),
            scope,
            sha256(canonical(path, headers, given.group(4))));
    byte[] signing = ("AWS4" + secret).getBytes(UTF_8);
    for (String part : scope.split("/")) {
      signing = hmac(signing, part);
    }
    return HexFormat.of().formatHex(hmac(signing, toSign)).equals(given.group(5))
        && given.group(4).contains("host");
  }

  private static String canonical(
      String path, UnaryOperator<String> headers, String signedHeaders) {
    String lines =
        Arrays.stream(signedHeaders.split(";"))
            .map(name -> name + ":" + headers.apply(name).strip() + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n", "GET", path, "", lines, signedHeaders, headers.apply("x-amz-content-sha256"));
  }

  private static String sha256(String text) throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    return HexFormat.of().formatHex(digest);
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(UTF_8));
  }
}
