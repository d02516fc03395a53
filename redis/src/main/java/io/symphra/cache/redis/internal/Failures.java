package io.symphra.cache.redis.internal;

import io.lettuce.core.RedisCommandTimeoutException;
import io.symphra.cache.redis.RedisTierException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** What went wrong, in words that say what to do. */
final class Failures {

  private Failures() {}

  static RedisTierException of(TierSettings settings, Throwable thrown) {
    Throwable failure = unwrapped(thrown);
    if (failure instanceof RedisTierException said) {
      return said;
    }
    return new RedisTierException(
        "Redis at %s: %s".formatted(settings.servers(), advice(settings, failure)), failure);
  }

  static Throwable unwrapped(Throwable thrown) {
    Throwable failure = thrown;
    while ((failure instanceof CompletionException || failure instanceof ExecutionException)
        && failure.getCause() != null) {
      failure = failure.getCause();
    }
    return failure;
  }

  private static String advice(TierSettings settings, Throwable failure) {
    String said = messages(failure);
    if (said.contains("OOM command not allowed")) {
      return "it is full: raise maxmemory, or set maxmemory-policy to one that evicts, such as allkeys-lru";
    }
    if (said.contains("READONLY")) {
      return "it is a read-only replica: connect to its master, to the sentinels, or to the cluster";
    }
    if (said.contains("WRONGPASS") || said.contains("invalid username-password")) {
      return "it refused the user name or password";
    }
    if (said.contains("NOAUTH")) {
      return "it wants a password: give one with password(...), or in the URI";
    }
    if (lacksPermission(said)) {
      return "the user lacks a permission: it needs the keys <namespace>:* and the commands named in the documentation";
    }
    if (said.contains("unknown command") && said.contains("HELLO")) {
      return "it is older than Redis 6, the first version that can tell a client of changes";
    }
    if (said.contains("SELECT is not allowed")) {
      return "a cluster has no database but 0";
    }
    if (said.contains("DB index is out of range")) {
      return "it has no database of this number";
    }
    if (said.contains("CROSSSLOT") || said.contains("MOVED")) {
      return "it is a node of a cluster that did not say so";
    }
    if (failure instanceof RedisCommandTimeoutException) {
      return "no answer within " + settings.commandTimeout();
    }
    if (said.contains("unable to find valid certification path") || said.contains("PKIX path")) {
      return "its certificate is not trusted: give that of the authority that signed it with trustedCertificates(...), or add it to the trust store of the JVM";
    }
    if (said.contains("No subject alternative") || said.contains("No name matching")) {
      return "its certificate is for another host name: connect by a name that stands in it, or check the authority alone with ?verifyPeer=ca in the URI";
    }
    if (said.contains("certificate_required") || said.contains("bad_certificate")) {
      return "it wants a certificate of the client: give one that it trusts with clientCertificate(...)";
    }
    if (said.contains("Unable to connect") || said.contains("UnknownHost")) {
      return "it cannot be reached: check host and port, and whether TLS (rediss://) is meant";
    }
    return "a command failed (" + failure.getClass().getSimpleName() + ")";
  }

  /** Whether the server said that the user may not do it. */
  static boolean isMissingPermission(Throwable failure) {
    return lacksPermission(messages(failure));
  }

  private static boolean lacksPermission(String said) {
    return said.contains("NOPERM")
        || said.contains("The user executing the script") // Redis 6
        || said.contains("ACL failure in script"); // Redis 7
  }

  private static String messages(@Nullable Throwable failure) {
    StringBuilder said = new StringBuilder();
    for (Throwable t = failure; t != null && said.length() < 10_000; t = t.getCause()) {
      said.append(t.getClass().getSimpleName())
          .append(' ')
          .append(t.getMessage())
          .append('\n');
    }
    return said.toString();
  }
}
