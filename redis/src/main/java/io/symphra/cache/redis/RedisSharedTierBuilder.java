package io.symphra.cache.redis;

import static java.util.Objects.requireNonNull;

import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.StaticCredentialsProvider;
import io.symphra.cache.redis.internal.TierSettings;
import io.symphra.cache.spi.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Collects the settings of a {@link RedisSharedTier}. Not thread-safe. */
public final class RedisSharedTierBuilder {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int LARGEST_VALUE = 256 << 20;

  private List<RedisURI> uris = List.of();
  private @Nullable String username;
  private char @Nullable [] password;
  private @Nullable String clientName;
  private @Nullable Integer database;
  private String namespace = "symphra";
  private Duration commandTimeout = Duration.ofSeconds(2);
  private Duration connectTimeout = Duration.ofSeconds(5);
  private Duration heartbeat = Duration.ofSeconds(1);
  private Duration heartbeatTimeout = Duration.ofSeconds(1);
  private int compressAbove = 2_048;
  private int maximumValueSize = 1 << 20;
  private JsonMapper jsonMapper = ValueCodecs.jsonMapper();
  private Ticker ticker = Ticker.system();
  private boolean mayStartWithoutServer;
  private final TlsFiles tls = new TlsFiles();

  RedisSharedTierBuilder() {}

  /**
   * The address. One of
   *
   * <ul>
   *   <li>{@code redis://[[user:]password@]host[:port][/database]}: a server; with TLS {@code rediss://}
   *   <li>{@code redis-sentinel://[password@]host[:port][,host2[:port2]][/database]#master-name}: the master that the
   *       sentinels name; with TLS {@code rediss-sentinel://}
   *   <li>several of the first kind: nodes of a cluster, of which one must be reachable. That a single server is a node of a
   *       cluster is found out
   * </ul>
   *
   * <p>Characters of user and password that mean something in a URI are percent-encoded. Only masters are read; {@code
   * readFrom} is refused.
   *
   * @throws IllegalArgumentException if one is none of these; the message leaves out user and password
   */
  public RedisSharedTierBuilder uri(String... uris) {
    if (uris.length == 0) {
      throw new IllegalArgumentException("uri must be given at least once");
    }
    List<RedisURI> parsed = new ArrayList<>();
    for (String uri : uris) {
      parsed.add(Uris.parse(uri));
    }
    if (parsed.size() > 1 && parsed.stream().anyMatch(uri -> !uri.getSentinels().isEmpty())) {
      throw new IllegalArgumentException(
          "uri: name all sentinels in one URI, redis-sentinel://host1,host2,host3#master-name");
    }
    this.uris = List.copyOf(parsed);
    return this;
  }

  /** The ACL user. Default: that of the URI, else Redis' default user. A password must be given with it. */
  public RedisSharedTierBuilder username(String username) {
    this.username = requireNonNull(username, "username");
    return this;
  }

  /** The password. Default: that of the URI, else none. It is in no log, message or text of this library. */
  public RedisSharedTierBuilder password(CharSequence password) {
    this.password = password.toString().toCharArray();
    return this;
  }

  /**
   * The certificates to trust when connecting with TLS, in place of those that the JVM trusts: that of the authority which
   * signed the server's, or the server's own. Default: the JVM's trust store.
   *
   * @param pem a file with one or more certificates in PEM form; read now
   * @throws IllegalArgumentException if it cannot be read, or holds no certificate
   */
  public RedisSharedTierBuilder trustedCertificates(Path pem) {
    tls.trust(requireNonNull(pem, "pem"));
    return this;
  }

  /**
   * The certificate that this client shows to servers that ask for one ({@code tls-auth-clients}). Default none.
   *
   * @param certificates a file with it, and those of the authorities between, in PEM form
   * @param key a file with its private key in PEM form, PKCS#8, not encrypted
   * @throws IllegalArgumentException if either cannot be read or holds something else; the message repeats nothing of it
   */
  public RedisSharedTierBuilder clientCertificate(Path certificates, Path key) {
    tls.identify(requireNonNull(certificates, "certificates"), requireNonNull(key, "key"));
    return this;
  }

  /** What the connections are called in {@code CLIENT LIST}. Default: that of the URI, else none. */
  public RedisSharedTierBuilder clientName(String clientName) {
    if (!NAME.matcher(clientName).matches()) {
      throw new IllegalArgumentException(
          "clientName must match %s, was \"%s\"".formatted(NAME.pattern(), clientName));
    }
    this.clientName = clientName;
    return this;
  }

  /**
   * The number of the database. Default: that of the URI, else 0. A cluster has only 0.
   *
   * @param database not negative
   */
  public RedisSharedTierBuilder database(int database) {
    if (database < 0) {
      throw new IllegalArgumentException("database must not be negative, was " + database);
    }
    this.database = database;
    return this;
  }

  /**
   * What all keys begin with, before a colon. Default {@code symphra}. Applications that share a server take different ones;
   * instances of one application the same.
   *
   * @param namespace {@code [A-Za-z0-9._-]+}
   */
  public RedisSharedTierBuilder namespace(String namespace) {
    if (!NAME.matcher(namespace).matches()) {
      throw new IllegalArgumentException(
          "namespace must match %s, was \"%s\"".formatted(NAME.pattern(), namespace));
    }
    this.namespace = namespace;
    return this;
  }

  /**
   * How long a command may take; then the operation fails, and a reader goes on without the tier. Default 2 s, 10 ms to 1
   * minute. Take less if the loader is quick. A single command may carry 64 entries.
   */
  public RedisSharedTierBuilder commandTimeout(Duration timeout) {
    commandTimeout = checked("commandTimeout", timeout);
    return this;
  }

  /** How long opening a connection may take. Default 5 s, 10 ms to 1 minute. */
  public RedisSharedTierBuilder connectTimeout(Duration timeout) {
    connectTimeout = checked("connectTimeout", timeout);
    return this;
  }

  /**
   * How often the server is asked whether changes are still heard, and how long an answer may take. Default 1 s each, 10 ms
   * to 1 minute. Their sum is how long a local tier may answer an old value after the connection died unnoticed.
   */
  public RedisSharedTierBuilder heartbeat(Duration every, Duration timeout) {
    heartbeat = checked("heartbeat", every);
    heartbeatTimeout = checked("heartbeat timeout", timeout);
    return this;
  }

  /**
   * Payloads of more bytes than this are compressed with LZ4, if that makes them smaller. Default 2,048. Smaller ones gain
   * little; {@link Integer#MAX_VALUE} compresses none.
   *
   * @param bytes not negative
   */
  public RedisSharedTierBuilder compressAbove(int bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("compressAbove must not be negative, was " + bytes);
    }
    compressAbove = bytes;
    return this;
  }

  /**
   * The most bytes of an encoded value, before compression. A larger one is answered and not stored, counted in {@link
   * RedisTierStats#tooLarge()} and logged once per kind of key. Default 1 MiB, 1 byte to 256 MiB. A large value holds up everybody
   * who uses the server.
   */
  public RedisSharedTierBuilder maximumValueSize(int bytes) {
    if (bytes < 1 || bytes > LARGEST_VALUE) {
      throw new IllegalArgumentException(
          "maximumValueSize must be from 1 to %d, was %d".formatted(LARGEST_VALUE, bytes));
    }
    maximumValueSize = bytes;
    return this;
  }

  /** What turns values into JSON, see {@link ValueCodecs#json}. Default {@link ValueCodecs#jsonMapper()}. */
  public RedisSharedTierBuilder jsonMapper(JsonMapper mapper) {
    jsonMapper = requireNonNull(mapper, "mapper");
    return this;
  }

  /**
   * Whether {@link #connect} succeeds although no server can be reached. The caches then begin as in an outage, which is
   * logged, and use the server as soon as it is there. A server that answers and refuses still fails the call. Default
   * false: a wrong address is noticed at the start.
   */
  public RedisSharedTierBuilder mayStartWithoutServer(boolean may) {
    mayStartWithoutServer = may;
    return this;
  }

  /** The source of elapsed time; it must run as the one of the cache manager does. Default the JVM's clock. */
  public RedisSharedTierBuilder ticker(Ticker ticker) {
    this.ticker = requireNonNull(ticker, "ticker");
    return this;
  }

  /**
   * Connects.
   *
   * @throws IllegalStateException if there is no address, a user name without a password, or certificates without an address
   *     that asks for TLS
   * @throws RedisTierException if the connection fails; the message says what to do
   */
  public RedisSharedTier connect() {
    if (uris.isEmpty()) {
      throw new IllegalStateException("uri must be given");
    }
    if (username != null && password == null) {
      throw new IllegalStateException("username needs a password");
    }
    Optional<SslOptions> certificates = tls.options();
    if (certificates.isPresent() && uris.stream().noneMatch(RedisSharedTierBuilder::asksForTls)) {
      throw new IllegalStateException(
          "trustedCertificates and clientCertificate are for TLS, which a uri asks for with rediss:// or rediss-sentinel://");
    }
    uris.forEach(this::apply);
    return new RedisSharedTier(new TierSettings(
        uris,
        namespace,
        commandTimeout,
        connectTimeout,
        heartbeat,
        heartbeatTimeout,
        compressAbove,
        maximumValueSize,
        jsonMapper,
        ticker,
        certificates,
        mayStartWithoutServer));
  }

  private static boolean asksForTls(RedisURI uri) {
    return uri.isSsl() || uri.getSentinels().stream().anyMatch(RedisURI::isSsl);
  }

  private void apply(RedisURI uri) {
    uri.setTimeout(commandTimeout);
    if (password != null) {
      uri.setCredentialsProvider(new StaticCredentialsProvider(username, password));
    }
    if (clientName != null) {
      uri.setClientName(clientName);
    }
    if (database != null) {
      uri.setDatabase(database);
    }
  }

  private static Duration checked(String option, Duration given) {
    if (given.compareTo(SHORTEST) < 0 || given.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "%s must be from %s to %s, was %s".formatted(option, SHORTEST, LONGEST, given));
    }
    return given;
  }
}
