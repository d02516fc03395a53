package io.symphra.cache.examples.restart;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Tells a listener how far a measured run is, and its first figures as soon as they stand. */
final class Watch implements Replay.Progress {

  private final Start start;
  private final RestartListener listener;
  private final List<Integer> windows;
  private final List<AtomicInteger> doneWithin;
  private final AtomicInteger done = new AtomicInteger();
  private int told;

  Watch(Start start, int requests, RestartListener listener) {
    this.start = start;
    this.listener = listener;
    this.windows = Windows.filledBy(requests);
    this.doneWithin = Stream.generate(AtomicInteger::new).limit(windows.size()).toList();
  }

  @Override
  public void done(int position) {
    done.incrementAndGet();
    for (int i = windows.size() - 1; i >= 0 && position < windows.get(i); i--) {
      doneWithin.get(i).incrementAndGet();
    }
  }

  @Override
  public void look(Samples samples) {
    // A slow request may still be out when later ones are done: a window counts when all of its own
    // are.
    while (told < windows.size() && doneWithin.get(told).get() == windows.get(told)) {
      listener.figures(start, samples.first(windows.get(told)));
      told++;
    }
    listener.advanced(done.get());
  }
}
