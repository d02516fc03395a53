package io.symphra.cache.redis.internal;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.symphra.cache.redis.RedisTierException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Commands on many entries: cut into pieces that one command can carry, all sent at once, and their answers put together.
 *
 * <p>A piece is small, because the server does nothing else while it works on it. Thread-safe.
 */
final class Batches {

  private static final int MOST_STEPS = 64;
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_READS = 128;

  private final Topology topology;
  private final TierSettings settings;
  private final Breakers breakers;

  Batches(Topology topology, TierSettings settings, Breakers breakers) {
    this.topology = topology;
    this.settings = settings;
    this.breakers = breakers;
  }

  /**
   * One step of a script.
   *
   * @param args what the script wants for this entry
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Step<K>(K key, byte[] valueKey, byte[] guardKey, List<byte[]> args) {
    int size() {
      return args.stream().mapToInt(each -> each.length).sum();
    }
  }

  /**
   * Runs a script and gives the answer for each key.
   *
   * @throws RedisTierException if it failed for any; then it may have been done for some
   */
  <K> Map<K, Object> run(Script script, List<byte[]> fixed, Collection<Step<K>> steps) {
    List<List<Step<K>>> pieces = new ArrayList<>();
    byGroup(steps, Step::valueKey).forEach(group -> cut(group, pieces));
    List<CompletableFuture<List<Object>>> sent = new ArrayList<>();
    for (List<Step<K>> piece : pieces) {
      sent.add(send(script, fixed, piece));
    }
    Map<K, Object> answers = new LinkedHashMap<>();
    for (int i = 0; i < pieces.size(); i++) {
      List<Object> some = await(sent.get(i));
      for (int j = 0; j < pieces.get(i).size(); j++) {
        answers.put(pieces.get(i).get(j).key(), some.get(j));
      }
    }
    return answers;
  }

  private static <K> void cut(List<Step<K>> steps, List<List<Step<K>>> pieces) {
    List<Step<K>> piece = new ArrayList<>();
    int bytes = 0;
    for (Step<K> step : steps) {
      if (!piece.isEmpty() && (piece.size() == MOST_STEPS || bytes + step.size() > MOST_BYTES)) {
        pieces.add(piece);
        piece = new ArrayList<>();
        bytes = 0;
      }
      piece.add(step);
      bytes += step.size();
    }
    pieces.add(piece);
  }

  private <K> CompletableFuture<List<Object>> send(
      Script script, List<byte[]> fixed, List<Step<K>> piece) {
    List<byte[]> keys = new ArrayList<>();
    List<byte[]> args = new ArrayList<>(fixed);
    for (Step<K> step : piece) {
      keys.add(step.valueKey());
      keys.add(step.guardKey());
      args.addAll(step.args());
    }
    byte[][] allKeys = keys.toArray(new byte[0][]);
    byte[][] allArgs = args.toArray(new byte[0][]);
    return breakers.guard(topology.server(allKeys[0]), () -> evaluate(script, allKeys, allArgs));
  }

  private CompletableFuture<List<Object>> evaluate(Script script, byte[][] keys, byte[][] args) {
    CompletionStage<List<Object>> first =
        topology.commands().evalsha(script.digest(), ScriptOutputType.MULTI, keys, args);
    return first
        .handle((answer, failure) -> {
          if (failure == null) {
            return CompletableFuture.completedFuture(answer);
          }
          if (Failures.unwrapped(failure) instanceof RedisNoScriptException) {
            // A server that restarted, or lost its scripts: it did nothing, and learns it now.
            CompletionStage<List<Object>> again =
                topology.commands().eval(script.source(), ScriptOutputType.MULTI, keys, args);
            return again.toCompletableFuture();
          }
          return CompletableFuture.<List<Object>>failedFuture(failure);
        })
        .thenCompose(step -> step)
        .toCompletableFuture();
  }

  /**
   * Reads what stands under some keys.
   *
   * @param found takes the bytes of each key that has some, and the key's place among the keys
   */
  void read(List<byte[]> valueKeys, ObjIntConsumer<byte[]> found) {
    if (valueKeys.size() == 1) { // the usual case, which needs no pieces
      byte[] value = await(getOne(valueKeys.get(0)));
      if (value != null) {
        found.accept(value, 0);
      }
      return;
    }
    List<List<Integer>> pieces = new ArrayList<>();
    byGroup(places(valueKeys.size()), valueKeys::get).forEach(group -> {
      for (int from = 0; from < group.size(); from += MOST_READS) {
        pieces.add(group.subList(from, Math.min(group.size(), from + MOST_READS)));
      }
    });
    List<CompletableFuture<List<KeyValue<byte[], byte[]>>>> sent = new ArrayList<>(pieces.size());
    for (List<Integer> piece : pieces) {
      sent.add(get(piece, valueKeys));
    }
    for (int i = 0; i < pieces.size(); i++) {
      List<Integer> piece = pieces.get(i);
      List<KeyValue<byte[], byte[]>> values = await(sent.get(i));
      for (int j = 0; j < piece.size(); j++) {
        KeyValue<byte[], byte[]> value = values.get(j);
        if (value.hasValue()) {
          found.accept(value.getValue(), piece.get(j));
        }
      }
    }
  }

  private static List<Integer> places(int count) {
    List<Integer> places = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      places.add(i);
    }
    return places;
  }

  private CompletableFuture<List<KeyValue<byte[], byte[]>>> get(
      List<Integer> places, List<byte[]> valueKeys) {
    if (places.size() == 1) {
      byte[] key = valueKeys.get(places.get(0));
      return getOne(key).thenApply(value -> List.of(KeyValue.fromNullable(key, value)));
    }
    byte[][] keys = new byte[places.size()][];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = valueKeys.get(places.get(i));
    }
    return breakers.guard(topology.server(keys[0]), () -> topology.commands().mget(keys));
  }

  @SuppressWarnings("NullAway") // Lettuce does not say that it gives null where nothing is stored
  private CompletableFuture<byte @Nullable []> getOne(byte[] key) {
    return breakers.guard(topology.server(key), () -> topology.commands().get(key));
  }

  private <T> Collection<List<T>> byGroup(Collection<T> all, Function<T, byte[]> key) {
    Map<Integer, List<T>> groups = new LinkedHashMap<>();
    List<T> last = List.of();
    int lastGroup = -1; // no group has this number
    for (T each : all) {
      int group = topology.group(key.apply(each));
      if (group != lastGroup) { // on one server they are all in one
        last = groups.computeIfAbsent(group, same -> new ArrayList<>());
        lastGroup = group;
      }
      last.add(each);
    }
    return groups.values();
  }

  /** The outcome of a command. It was sent with a timeout of its own; this wait only ends later. */
  <T extends @Nullable Object> T await(CompletableFuture<T> future) {
    try {
      return future.get(2 * settings.commandTimeout().toMillis() + 1_000, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw Failures.of(settings, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisTierException("interrupted while waiting for " + settings, e);
    }
  }
}
