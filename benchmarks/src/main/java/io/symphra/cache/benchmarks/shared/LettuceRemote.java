package io.symphra.cache.benchmarks.shared;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The client alone, as it comes: one connection, its codec of text. Nothing keeps a load and a write apart, nor two loads.
 */
public class LettuceRemote implements RemoteCache {

  private static final SetArgs AN_HOUR = SetArgs.Builder.px(Duration.ofHours(1));

  private final AbstractRedisClient client;
  private final RedisClusterCommands<String, String> commands;

  /** To one server, or to the master that sentinels name. */
  public LettuceRemote(String uri) {
    this(RedisClient.create(uri));
  }

  private LettuceRemote(RedisClient client) {
    this(client, client.connect().sync());
  }

  private LettuceRemote(AbstractRedisClient client, RedisClusterCommands<String, String> commands) {
    this.client = client;
    this.commands = commands;
  }

  @Override
  public @Nullable String get(Long key) {
    return commands.get(render(key));
  }

  @Override
  public int getAll(List<Long> keys) {
    String[] rendered = new String[keys.size()];
    for (int i = 0; i < rendered.length; i++) {
      rendered[i] = render(keys.get(i));
    }
    int found = 0;
    for (KeyValue<String, String> each : commands.mget(rendered)) {
      found += each.hasValue() ? 1 : 0;
    }
    return found;
  }

  @Override
  public void put(Long key, String value) {
    commands.set(render(key), value, AN_HOUR);
  }

  @Override
  public @Nullable String load(Long key, Function<Long, String> loader) {
    String value = get(key);
    if (value == null) {
      value = loader.apply(key);
      put(key, value);
    }
    return value;
  }

  @Override
  public void update(Long key, Runnable write) {
    write.run();
    commands.del(render(key));
  }

  private static String render(Long key) {
    return "lettuce:v:entries:{" + key + "}";
  }

  @Override
  public void close() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
  }

  /** The same to a cluster, whose many keys at once are asked for slot by slot. */
  public static final class Cluster extends LettuceRemote {

    /** To the cluster that a node belongs to. */
    public Cluster(String uri) {
      this(RedisClusterClient.create(uri));
    }

    private Cluster(RedisClusterClient client) {
      super(client, client.connect().sync());
    }
  }
}
