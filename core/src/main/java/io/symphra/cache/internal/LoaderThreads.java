package io.symphra.cache.internal;

/** Knows which threads run a loader of this cache at the moment. Thread-safe. */
final class LoaderThreads<K, V> implements LoadStep<K, V> {

  private final LoadStep<K, V> next;
  private final ThreadLocal<Boolean> loading = new ThreadLocal<>();

  LoaderThreads(LoadStep<K, V> next) {
    this.next = next;
  }

  /** Whether the current thread runs a loader of this cache, and so reads on its behalf. */
  boolean isLoading() {
    return loading.get() != null;
  }

  @Override
  public Loaded<K, V> load(LoadRequest<K, V> request) throws Exception {
    if (isLoading()) {
      return next.load(request);
    }
    loading.set(true);
    try {
      return next.load(request);
    } finally {
      loading.remove();
    }
  }
}
