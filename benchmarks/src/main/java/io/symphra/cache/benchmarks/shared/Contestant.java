package io.symphra.cache.benchmarks.shared;

import io.symphra.cache.benchmarks.local.Libraries;
import java.util.Set;

/**
 * One of those that are measured.
 *
 * @param name a short name, for progress
 * @param libraries the class path it runs with
 * @param type the name of its {@link RemoteCache}, which need not be on the class path of this program
 * @param reads the commands by which it reads; a call that reads needs at least one of them
 * @param writes the same for a call that writes
 * @param writesPerUpdate how many of those an update or a load needs at least
 */
record Contestant(
    String name,
    Libraries libraries,
    String type,
    Set<String> reads,
    Set<String> writes,
    int writesPerUpdate) {

  private static final Set<String> READS = Set.of("get", "mget");
  private static final Set<String> WRITES = Set.of("set", "setex", "psetex", "del", "unlink");
  private static final Set<String> SCRIPTS = Set.of("eval", "evalsha");

  static final Contestant SYMPHRA = own("symphra", SymphraRemote.class, SCRIPTS, 2);
  static final Contestant KEEPING = own("symphra-keeping", SymphraRemote.Keeping.class, SCRIPTS, 2);
  static final Contestant LETTUCE = own("lettuce", LettuceRemote.class, WRITES, 1);
  static final Contestant LETTUCE_CLUSTER =
      own("lettuce-cluster", LettuceRemote.Cluster.class, WRITES, 1);
  static final Contestant BUCKETS = own("redisson-bucket", RedissonRemote.Buckets.class, WRITES, 1);
  static final Contestant MAP = new Contestant(
      "redisson-map", Libraries.OWN, RedissonRemote.Map.class.getName(), SCRIPTS, SCRIPTS, 1);
  static final Contestant SPRING = own("spring", SpringRemote.class, WRITES, 1);
  static final Contestant JETCACHE = new Contestant(
      "jetcache",
      Libraries.JETCACHE,
      "io.symphra.cache.benchmarks.jetcache.JetCacheRemote",
      READS,
      WRITES,
      1);

  private static Contestant own(
      String name, Class<? extends RemoteCache> type, Set<String> writes, int writesPerUpdate) {
    return new Contestant(name, Libraries.OWN, type.getName(), READS, writes, writesPerUpdate);
  }

  /** Starts it in a JVM of its own. */
  Player start(String uri) {
    return new RemotePlayer(libraries, type, uri);
  }

  /**
   * Checks that the server has seen what a slice claims to have done. Otherwise something else was measured, such as a copy
   * in the process.
   *
   * @throws IllegalStateException if it has not
   */
  void check(Task task, Slice slice, CommandStats stats) {
    if (task == Task.GET || task == Task.GET_ALL) {
      // Its local tier of one entry may hold on to one that comes round again.
      long calls = equals(KEEPING) ? slice.calls() * 99 / 100 : slice.calls();
      atLeast(calls, stats.calls(reads), task, "calls of " + reads);
      atLeast(calls * task.keys(), stats.hits(), task, "keys that were found");
    } else {
      int perCall = task == Task.PUT ? 1 : writesPerUpdate;
      atLeast(slice.calls() * perCall, stats.calls(writes), task, "calls of " + writes);
    }
  }

  private void atLeast(long expected, long seen, Task task, String what) {
    if (seen < expected) {
      throw new IllegalStateException(
          "%s, %s: the server counted %d %s where %d were to be expected; something else was measured"
              .formatted(name, task, seen, what, expected));
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
