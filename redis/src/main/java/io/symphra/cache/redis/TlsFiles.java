package io.symphra.cache.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lettuce.core.SslOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The PEM files of a TLS connection, checked when they are named. Not thread-safe. */
final class TlsFiles {

  private SslOptions.@Nullable Builder options;

  void trust(Path certificates) {
    requireCertificates("trustedCertificates", certificates);
    started().trustManager(certificates.toFile());
  }

  void identify(Path certificates, Path key) {
    requireCertificates("clientCertificate", certificates);
    requireKey(key);
    started().keyManager(certificates.toFile(), key.toFile(), new char[0]);
  }

  private SslOptions.Builder started() {
    SslOptions.Builder standing = options;
    if (standing == null) {
      standing = SslOptions.builder().jdkSslProvider();
      options = standing;
    }
    return standing;
  }

  /** Nothing if none was named: then the JVM's trust store says whom to trust. */
  Optional<SslOptions> options() {
    SslOptions.Builder standing = options;
    return standing == null ? Optional.empty() : Optional.of(standing.build());
  }

  private static void requireCertificates(String option, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      if (!CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
        return;
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(option + ": cannot read " + file, e);
    } catch (CertificateException e) {
      throw new IllegalArgumentException(option + ": no certificate in PEM form in " + file, e);
    }
    throw new IllegalArgumentException(option + ": no certificate in PEM form in " + file);
  }

  private static void requireKey(Path file) {
    try {
      if (Files.readString(file, ISO_8859_1).contains("-----BEGIN PRIVATE KEY-----")) {
        return;
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("clientCertificate: cannot read " + file, e);
    }
    throw new IllegalArgumentException(
        "clientCertificate: no private key in PEM form (PKCS#8, not encrypted) in " + file);
  }
}
