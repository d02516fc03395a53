package io.symphra.cache;

/**
 * A write of the caller's own, around which a cache keeps its keys fenced.
 *
 * <p>Opening it raises the fences, closing it lowers them and leaves the keys absent, whatever happened in between. Its
 * fences are renewed while it is open, for a hundred times the fence timeout at most: then they fall, and the write is no
 * longer protected. May be closed by another thread than opened it.
 */
public interface WriteScope extends AutoCloseable {

  /**
   * Says that the write has been committed, so that it is counted as a write; without it the scope counts as a failed
   * write. The keys are dropped either way, because a rollback that failed looks like one that did not.
   *
   * @throws IllegalStateException if the scope is closed
   */
  void committed();

  /** Lowers the fences. Closing twice is harmless. */
  @Override
  void close();
}
