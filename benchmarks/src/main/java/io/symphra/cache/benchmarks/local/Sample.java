package io.symphra.cache.benchmarks.local;

/**
 * What one JVM measured of one contender.
 *
 * @param nanos the time of a call as one thread sees it: the median of the iterations' means
 * @param bytes the allocation of a call: the median of the iterations' means
 */
record Sample(double nanos, double bytes) {

  /** One of the two. */
  enum Figure {
    TIME("ns") {
      @Override
      double of(Sample sample) {
        return sample.nanos();
      }
    },
    ALLOCATION("B") {
      @Override
      double of(Sample sample) {
        return sample.bytes();
      }
    };

    private final String unit;

    Figure(String unit) {
      this.unit = unit;
    }

    String unit() {
      return unit;
    }

    abstract double of(Sample sample);
  }
}
