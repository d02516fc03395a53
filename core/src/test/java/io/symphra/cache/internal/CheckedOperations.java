package io.symphra.cache.internal;

import io.symphra.cache.WriteMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;

/**
 * What {@link CacheLinearizabilityTest} lets several users do to one key at once.
 *
 * <p>Each nested class is a set of operations that are linearizable together: every outcome is one that {@link Row}, an
 * atomic row that each operation reads or writes in one step, can give in an order in which nobody overtakes an operation
 * that had returned before theirs began. Letting go of an entry changes no row.
 */
final class CheckedOperations {

  private CheckedOperations() {}

  /**
   * Reads, and writes through the cache. Each holds for what is read past the cache too: a value that a tier answers is,
   * at that moment, the database's.
   */
  @Param(name = "value", gen = IntGen.class, conf = "1:9")
  public abstract static class ReadsAndWrites {
    final CheckedCache checked;
    final DefaultCache<Integer, Integer> cache;

    ReadsAndWrites(Mutation mutation) {
      this.checked = CheckedCache.overDatabase(mutation);
      this.cache = checked.cache;
    }

    @Operation
    public @Nullable Integer get() {
      return cache.get(0);
    }

    @Operation
    public @Nullable Integer readPastCache() {
      return checked.rows.get(0);
    }

    @Operation
    public void put(@Param(name = "value") int value) {
      cache.put(0, value);
    }

    @Operation
    public void invalidate() {
      cache.invalidate(0);
    }
  }

  /** The same with every other way to read, write and let go. */
  public static class ThroughCache extends ReadsAndWrites {
    public ThroughCache() {
      super(Mutation.NONE);
    }

    @Operation
    public @Nullable Integer getAside() {
      return cache.get(0, checked::read);
    }

    /** Two keys in one batch. It is no snapshot of both, so nobody writes the second. */
    @Operation
    public List<@Nullable Integer> getAll() {
      Map<Integer, Integer> found = cache.getAll(List.of(0, 1));
      return Arrays.asList(found.get(0), found.get(1));
    }

    /** An absent answer is allowed at any time, so it is made definite. */
    @Operation
    public @Nullable Integer getIfPresentElseRead() {
      Integer present = cache.getIfPresent(0);
      return present == null ? checked.rows.get(0) : present;
    }

    @Operation
    public void remove() {
      cache.remove(0);
    }

    @Operation
    public void update(@Param(name = "value") int value) {
      cache.update(0, () -> checked.write(0, value));
    }

    @Operation
    public void clear() {
      cache.clear();
    }

    @Operation
    public void expireNow() {
      cache.expireNow(0);
    }
  }

  /** {@link ReadsAndWrites} whose fills are accepted without a lease. */
  public static class WithoutLeases extends ReadsAndWrites {
    public WithoutLeases() {
      super(Mutation.NO_LEASE);
    }
  }

  /** {@link ReadsAndWrites} whose last writer always stores its value. */
  public static class WithoutTaint extends ReadsAndWrites {
    public WithoutTaint() {
      super(Mutation.NO_TAINT);
    }
  }

  /**
   * Writes past the cache, each followed by an invalidation before it returns.
   *
   * <p>Without {@code put} and without reads past the cache: until the invalidation is over either may show the other's
   * value and then the older one again, which nobody promises to prevent.
   */
  @Param(name = "value", gen = IntGen.class, conf = "1:9")
  public static class PastCache {
    final CheckedCache checked = CheckedCache.overDatabase(Mutation.NONE);
    final DefaultCache<Integer, Integer> cache = checked.cache;

    @Operation
    public @Nullable Integer get() {
      return cache.get(0);
    }

    @Operation
    public @Nullable Integer getAside() {
      return cache.get(0, checked::read);
    }

    @Operation
    public void writeAndInvalidate(@Param(name = "value") int value) {
      checked.write(0, value);
      cache.invalidate(0);
    }

    @Operation
    public void writeAndClear(@Param(name = "value") int value) {
      checked.write(0, value);
      cache.clear();
    }

    @Operation
    public void update(@Param(name = "value") int value) {
      cache.update(0, () -> checked.write(0, value));
    }
  }

  /** A write that depends on the current value. */
  @Param(name = "value", gen = IntGen.class, conf = "1:3")
  public abstract static class Increments {
    final CheckedCache checked;
    final DefaultCache<Integer, Integer> cache;

    Increments(CheckedCache checked) {
      this.checked = checked;
      this.cache = checked.cache;
    }

    @Operation
    public @Nullable Integer get() {
      return cache.get(0);
    }

    @Operation
    public @Nullable Integer increment() {
      return cache.update(0, current -> {
        CheckedCache.letOthersGoOn();
        return current == null ? 1 : current + 1;
      });
    }
  }

  /** All verbs. */
  public abstract static class Verbs extends Increments {
    Verbs(CheckedCache checked) {
      super(checked);
    }

    @Operation
    public @Nullable Integer putIfAbsent(@Param(name = "value") int value) {
      return cache.putIfAbsent(0, value);
    }

    @Operation
    public @Nullable Integer replace(@Param(name = "value") int value) {
      return cache.replace(0, value);
    }

    @Operation
    public boolean replaceOld(
        @Param(name = "value") int oldValue, @Param(name = "value") int newValue) {
      return cache.replace(0, oldValue, newValue);
    }

    @Operation
    public boolean removeOld(@Param(name = "value") int oldValue) {
      return cache.remove(0, oldValue);
    }

    @Operation
    public @Nullable Integer getAndRemove() {
      return cache.getAndRemove(0);
    }
  }

  /**
   * Verbs on rows of the database.
   *
   * <p>Without {@code put}: only the database can tell a verb from a plain write of the same moment.
   */
  public static class VerbsThroughCache extends Verbs {
    public VerbsThroughCache() {
      super(CheckedCache.overDatabase(Mutation.NONE));
    }

    @Operation
    public @Nullable Integer readPastCache() {
      return checked.rows.get(0);
    }

    @Operation
    public void invalidate() {
      cache.invalidate(0);
    }

    @Operation
    public void clear() {
      cache.clear();
    }
  }

  /** Verbs, and all else, where the cache owns the value: letting go of it removes it. */
  public static class OwnedValues extends Verbs {
    public OwnedValues() {
      super(CheckedCache.alone(Mutation.NONE));
    }

    @Operation
    public void put(@Param(name = "value") int value) {
      cache.put(0, value);
    }

    @Operation
    public void remove() {
      cache.with(WriteMode.NONE).remove(0);
    }

    @Operation
    public void removeByInvalidation() {
      cache.invalidate(0);
    }

    /** One key, because a clear is atomic for each key and not for all of them. */
    @Operation
    public void removeByClear() {
      cache.clear();
    }
  }

  /** {@link Increments} that are made whatever came between the decision and the change. */
  public static class IncrementsWithoutLeases extends Increments {
    public IncrementsWithoutLeases() {
      super(CheckedCache.alone(Mutation.NO_LEASE));
    }

    @Operation
    public void put(@Param(name = "value") int value) {
      cache.put(0, value);
    }
  }

  /** The specification: one row, one step for each operation. */
  public static class Row {
    private @Nullable Integer row;

    public @Nullable Integer get() {
      return row;
    }

    public @Nullable Integer getAside() {
      return row;
    }

    public @Nullable Integer readPastCache() {
      return row;
    }

    public @Nullable Integer getIfPresentElseRead() {
      return row;
    }

    public List<@Nullable Integer> getAll() {
      return Arrays.asList(row, 7);
    }

    public void put(int value) {
      row = value;
    }

    public void update(int value) {
      row = value;
    }

    public void writeAndInvalidate(int value) {
      row = value;
    }

    public void writeAndClear(int value) {
      row = value;
    }

    public void remove() {
      row = null;
    }

    public void removeByInvalidation() {
      row = null;
    }

    public void removeByClear() {
      row = null;
    }

    public void invalidate() {}

    public void clear() {}

    public void expireNow() {}

    public @Nullable Integer putIfAbsent(int value) {
      Integer old = row;
      row = old == null ? Integer.valueOf(value) : old;
      return old;
    }

    public @Nullable Integer replace(int value) {
      Integer old = row;
      row = old == null ? null : Integer.valueOf(value);
      return old;
    }

    public boolean replaceOld(int oldValue, int newValue) {
      boolean equal = row != null && row == oldValue;
      row = equal ? Integer.valueOf(newValue) : row;
      return equal;
    }

    public boolean removeOld(int oldValue) {
      boolean equal = row != null && row == oldValue;
      row = equal ? null : row;
      return equal;
    }

    public @Nullable Integer getAndRemove() {
      Integer old = row;
      row = null;
      return old;
    }

    public @Nullable Integer increment() {
      row = row == null ? 1 : row + 1;
      return row;
    }
  }
}
