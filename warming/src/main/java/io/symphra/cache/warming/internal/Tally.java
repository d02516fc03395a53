package io.symphra.cache.warming.internal;

import io.symphra.cache.FillOutcome;
import io.symphra.cache.warming.WarmingCounts;
import io.symphra.cache.warming.WarmingFailure;
import io.symphra.cache.warming.WarmingReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** What became of the keys of a job so far. Thread-safe; a snapshot never counts less than an earlier one. */
final class Tally {

  private final ReentrantLock lock = new ReentrantLock();
  private final List<WarmingFailure> failures = new ArrayList<>();
  private volatile WarmingCounts counts = WarmingCounts.NONE;

  void add(Collection<FillOutcome> outcomes) {
    long loaded = 0;
    long skipped = 0;
    long refused = 0;
    long absent = 0;
    for (FillOutcome outcome : outcomes) {
      switch (outcome) {
        case FILLED -> loaded++;
        case PRESENT, BUSY -> skipped++;
        case REFUSED, BYPASSED -> refused++;
        case ABSENT -> absent++;
      }
    }
    add(new WarmingCounts(loaded, skipped, refused, absent, 0));
  }

  void addDuplicates(long duplicates) {
    add(new WarmingCounts(0, duplicates, 0, 0, 0));
  }

  void addFailure(Object key, Throwable reason) {
    lock.lock();
    try {
      if (failures.size() < WarmingReport.MAX_FAILURES) {
        failures.add(new WarmingFailure(key, reason));
      }
      add(new WarmingCounts(0, 0, 0, 0, 1));
    } finally {
      lock.unlock();
    }
  }

  private void add(WarmingCounts more) {
    lock.lock();
    try {
      counts = counts.plus(more);
    } finally {
      lock.unlock();
    }
  }

  WarmingCounts counts() {
    return counts;
  }

  List<WarmingFailure> failures() {
    lock.lock();
    try {
      return List.copyOf(failures);
    } finally {
      lock.unlock();
    }
  }
}
