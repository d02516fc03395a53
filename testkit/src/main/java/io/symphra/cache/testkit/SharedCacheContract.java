package io.symphra.cache.testkit;

import io.symphra.cache.spi.SharedTier;
import io.symphra.cache.testkit.internal.ConcurrencyRules;
import io.symphra.cache.testkit.internal.ExpireRules;
import io.symphra.cache.testkit.internal.FenceRules;
import io.symphra.cache.testkit.internal.FillRules;
import io.symphra.cache.testkit.internal.Instance;
import io.symphra.cache.testkit.internal.InvalidationRules;
import io.symphra.cache.testkit.internal.KeyRules;
import io.symphra.cache.testkit.internal.LeaseRules;
import io.symphra.cache.testkit.internal.NoticeRules;
import io.symphra.cache.testkit.internal.PutRules;
import io.symphra.cache.testkit.internal.RandomWalkRules;
import io.symphra.cache.testkit.internal.ReadRules;
import io.symphra.cache.testkit.internal.ReleaseRules;
import io.symphra.cache.testkit.internal.ScanRules;
import io.symphra.cache.testkit.internal.SchemaRules;
import io.symphra.cache.testkit.internal.UpgradeRules;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * What every shared tier must do: the protocol table, checked operation by operation under each guard, at random
 * against a specification, and by threads that meet.
 *
 * <p>A test of an implementation extends this class and gives {@link #connect} and {@link #advance}. JUnit makes a new
 * object for each test, so a field can hold the store. In a store with a clock of its own, {@code advance} waits; no
 * test then needs more than a few seconds.
 */
@Timeout(60)
public abstract class SharedCacheContract
    implements ReadRules,
        KeyRules,
        LeaseRules,
        FillRules,
        PutRules,
        FenceRules,
        ReleaseRules,
        UpgradeRules,
        InvalidationRules,
        ExpireRules,
        ScanRules,
        SchemaRules,
        NoticeRules,
        RandomWalkRules,
        ConcurrencyRules {

  private @Nullable Instance here;
  private @Nullable Instance there;

  /** For subclasses. */
  protected SharedCacheContract() {}

  /**
   * Connects one more instance to the store of this test. The store is empty at the first call, and all calls of one
   * test lead to the same store.
   */
  @Override
  public abstract SharedTier connect();

  /** Lets at least this much time pass on the clock of the store, and hardly more. */
  @Override
  public abstract void advance(Duration time);

  /** Connects both instances. */
  @BeforeEach
  protected final void open() {
    here = Instance.open(connect(), "contract");
    there = Instance.open(connect(), "contract");
  }

  /** Disconnects both instances. */
  @AfterEach
  protected final void close() {
    here().close();
    there().close();
  }

  @Override
  public final Instance here() {
    return opened(here);
  }

  @Override
  public final Instance there() {
    return opened(there);
  }

  private static Instance opened(@Nullable Instance instance) {
    if (instance == null) {
      throw new IllegalStateException("the contract opens its instances before each test");
    }
    return instance;
  }
}
