package io.symphra.cache.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote beside this class. */
final class BuildVersion implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    Properties build = new Properties();
    try (InputStream in = BuildVersion.class.getResourceAsStream("build.properties")) {
      if (in == null) {
        throw new IOException("build.properties is missing beside " + BuildVersion.class.getName());
      }
      build.load(in);
    }
    return new String[] {"symphra " + build.getProperty("version")};
  }
}
