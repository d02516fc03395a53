package io.symphra.cache.redis.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The steps of the protocol as the server runs them, each on many entries at once. */
enum Script {
  LEASE,
  FILL,
  PUT,
  FENCE,
  UPGRADE,
  RENEW,
  RELEASE,
  INVALIDATE,
  EXPIRE;

  private final String source;
  private final String digest;

  Script() {
    source = read("prelude") + read(name().toLowerCase(Locale.ROOT));
    digest = sha1(source.getBytes(UTF_8));
  }

  byte[] source() {
    return source.getBytes(UTF_8);
  }

  /** What the server knows it by once it has run it. */
  String digest() {
    return digest;
  }

  private static String read(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name + ".lua")) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name + ".lua beside " + Script.class);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
