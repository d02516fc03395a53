package io.symphra.cache.redis;

import io.lettuce.core.RedisURI;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Redis URIs, read strictly: what is misspelt is refused, and no message repeats what may be a secret. */
final class Uris {

  private static final Set<String> SCHEMES =
      Set.of("redis", "rediss", "redis-sentinel", "rediss-sentinel");
  private static final Set<String> PARAMETERS =
      Set.of("timeout", "database", "db", "clientname", "sentinelmasterid", "verifypeer");
  private static final String FORMS =
      "redis://[user:password@]host[:port][/database], rediss:// for TLS, or redis-sentinel://host1,host2#master-name";

  private Uris() {}

  static RedisURI parse(String text) {
    String shown = withoutSecrets(text);
    URI parts;
    try {
      parts = new URI(text.strip());
    } catch (URISyntaxException e) {
      throw wrong(shown, "it is no URI, or a character of the password is not percent-encoded");
    }
    String scheme = parts.getScheme() == null ? "" : parts.getScheme().toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme)) {
      throw wrong(shown, "the scheme is unknown");
    }
    if (!scheme.contains("-") && parts.getHost() == null) {
      throw wrong(shown, "host or port cannot be read");
    }
    if (parts.getQuery() != null) {
      for (String parameter : parts.getQuery().split("&", -1)) {
        check(shown, parameter.replaceFirst("=.*", ""));
      }
    }
    try {
      RedisURI uri = RedisURI.create(parts);
      if (!uri.getSentinels().isEmpty() && uri.getSentinelMasterId() == null) {
        throw wrong(shown, "the name of the master is missing");
      }
      return uri;
    } catch (WrongUri e) {
      throw e;
    } catch (RuntimeException e) { // its message may hold the password
      throw wrong(shown, "host, port or database cannot be read");
    }
  }

  private static void check(String shown, String parameter) {
    String name = parameter.toLowerCase(Locale.ROOT);
    if (name.equals("readfrom")) {
      throw wrong(
          shown, "readFrom is not supported: replicas lag behind, so only masters are read");
    }
    if (!PARAMETERS.contains(name)) {
      throw wrong(shown, "there is no parameter '" + parameter + "'");
    }
  }

  private static IllegalArgumentException wrong(String shown, String why) {
    return new WrongUri("uri \"%s\": %s; it must be of the form %s".formatted(shown, why, FORMS));
  }

  /** Everything up to the last at sign after the scheme may be a secret. */
  private static String withoutSecrets(String text) {
    int at = text.lastIndexOf('@');
    int scheme = text.indexOf("://");
    if (at < 0) {
      return text.replaceFirst("\\?.*", "?...");
    }
    String rest = text.substring(at + 1).replaceFirst("\\?.*", "?...");
    return (scheme >= 0 && scheme < at ? text.substring(0, scheme + 3) : "") + "***@" + rest;
  }

  private static final class WrongUri extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    WrongUri(String message) {
      super(message);
    }
  }
}
