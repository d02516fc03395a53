package io.symphra.cache.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** A key with a certificate that it signed itself, made by the JDK's keytool, as PEM files. */
record Identity(Path certificate, Path key) {

  private static final char[] PASSWORD = "changeit".toCharArray();

  /**
   * Makes one.
   *
   * @param subject what the certificate is for, such as {@code dns:cache.example.org} or {@code ip:127.0.0.1}
   */
  static Identity of(String subject, Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path own = Files.createTempDirectory(folder, "identity");
    Path store = own.resolve("store.p12");
    Process keytool = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "it",
            "-keyalg",
            "RSA",
            "-keysize",
            "2048",
            "-dname",
            "CN=test",
            "-validity",
            "2",
            "-ext",
            "san=" + subject,
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            new String(PASSWORD))
        .redirectErrorStream(true)
        .redirectOutput(own.resolve("log").toFile())
        .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool: " + Files.readString(own.resolve("log")));
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return new Identity(
        pem(
            own.resolve("certificate.pem"),
            "CERTIFICATE",
            keys.getCertificate("it").getEncoded()),
        pem(own.resolve("key.pem"), "PRIVATE KEY", keys.getKey("it", PASSWORD).getEncoded()));
  }

  private static Path pem(Path file, String what, byte[] bytes) throws IOException {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, lines, what));
  }
}
