package io.symphra.cache;

import io.symphra.cache.event.CacheEvent;
import io.symphra.cache.event.CacheListener;
import io.symphra.cache.event.EvictionEvent;
import io.symphra.cache.event.ExpiryEvent;
import io.symphra.cache.event.HitEvent;
import io.symphra.cache.event.InvalidationEvent;
import io.symphra.cache.event.LoadEvent;
import io.symphra.cache.event.LoadFailureEvent;
import io.symphra.cache.event.MissEvent;
import io.symphra.cache.event.WriteEvent;
import io.symphra.cache.event.WriteFailureEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that remembers what it heard. */
final class Ear implements CacheListener<String> {

  final List<CacheEvent<String>> heard = new CopyOnWriteArrayList<>();
  final List<LoadEvent<String>> loads = new CopyOnWriteArrayList<>();
  final List<LoadFailureEvent<String>> loadFailures = new CopyOnWriteArrayList<>();
  final List<WriteEvent<String>> writes = new CopyOnWriteArrayList<>();
  final List<WriteFailureEvent<String>> writeFailures = new CopyOnWriteArrayList<>();
  final List<EvictionEvent<String>> evictions = new CopyOnWriteArrayList<>();
  final List<ExpiryEvent<String>> expiries = new CopyOnWriteArrayList<>();
  final List<InvalidationEvent<String>> invalidations = new CopyOnWriteArrayList<>();
  final List<HitEvent<String>> hits = new CopyOnWriteArrayList<>();
  final List<MissEvent<String>> misses = new CopyOnWriteArrayList<>();
  private final int sampleOneIn;

  Ear() {
    this(0);
  }

  Ear(int sampleOneIn) {
    this.sampleOneIn = sampleOneIn;
  }

  @Override
  public int sampleOneIn() {
    return sampleOneIn;
  }

  @Override
  public void onEvent(CacheEvent<String> event) {
    heard.add(event);
    event.tell(this);
  }

  @Override
  public void onLoad(LoadEvent<String> event) {
    loads.add(event);
  }

  @Override
  public void onLoadFailure(LoadFailureEvent<String> event) {
    loadFailures.add(event);
  }

  @Override
  public void onWrite(WriteEvent<String> event) {
    writes.add(event);
  }

  @Override
  public void onWriteFailure(WriteFailureEvent<String> event) {
    writeFailures.add(event);
  }

  @Override
  public void onEviction(EvictionEvent<String> event) {
    evictions.add(event);
  }

  @Override
  public void onExpiry(ExpiryEvent<String> event) {
    expiries.add(event);
  }

  @Override
  public void onInvalidation(InvalidationEvent<String> event) {
    invalidations.add(event);
  }

  @Override
  public void onHit(HitEvent<String> event) {
    hits.add(event);
  }

  @Override
  public void onMiss(MissEvent<String> event) {
    misses.add(event);
  }
}
