package io.symphra.cache.benchmarks.local;

/** The class path a contender runs with. */
public enum Libraries {
  /** That of this program. */
  OWN("java.class.path"),

  /** With the Caffeine that JetCache comes with; {@code benchmarks/run} names it. */
  JETCACHE("benchmarks.jetcache.classpath");

  private final String property;

  Libraries(String property) {
    this.property = property;
  }

  /** The class path, in the form that {@code java} takes. */
  public String classPath() {
    String path = System.getProperty(property, "");
    if (path.isEmpty()) {
      throw new IllegalStateException(
          "the system property %s must name a class path; benchmarks/run sets it"
              .formatted(property));
    }
    return path;
  }
}
