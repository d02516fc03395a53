package io.symphra.cache.internal;

import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.symphra.cache.internal.Guard.FenceGuard;
import io.symphra.cache.internal.Guard.LeaseGuard;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The guard of one key as it lies on the server, read and changed without the protocol.
 *
 * <p>The text is {@code L<token>}, or {@code F<tainted: 0 or 1>,<token>:<deadline>,...}.
 */
final class StoredGuard {

  private static final Pattern WRITER = Pattern.compile("(-?\\d+):(\\d+)");
  private static final SetArgs FOR_AN_HOUR = SetArgs.Builder.px(Duration.ofHours(1));

  private final RedisCommands<String, String> commands;
  private final String key;

  StoredGuard(RedisCommands<String, String> commands, String key) {
    this.commands = commands;
    this.key = key;
  }

  @Nullable
  Guard get() {
    String text = commands.get(key);
    if (text == null) {
      return null;
    }
    if (text.startsWith("L")) {
      return new LeaseGuard(Long.parseLong(text.substring(1)), Long.MAX_VALUE);
    }
    Map<Long, Long> deadlines = new HashMap<>();
    for (Matcher writer = WRITER.matcher(text); writer.find(); ) {
      deadlines.put(Long.valueOf(writer.group(1)), Long.valueOf(writer.group(2)));
    }
    return new FenceGuard(deadlines, text.startsWith("F1"));
  }

  boolean isFenceOf(long token) {
    return get() instanceof FenceGuard fence && fence.deadlineByToken().containsKey(token);
  }

  boolean isUntaintedFence() {
    return get() instanceof FenceGuard fence && !fence.tainted();
  }

  void setLease(long token) {
    commands.set(key, "L" + token, FOR_AN_HOUR);
  }

  /** Takes the taint from a fence; leaves everything else. */
  void untaint() {
    String text = commands.get(key);
    if (text != null && text.startsWith("F1")) {
      commands.set(key, "F0" + text.substring(2), SetArgs.Builder.keepttl());
    }
  }

  /** Does something as if no guard stood. */
  void without(Runnable action) {
    String text = commands.get(key);
    commands.del(key);
    action.run();
    if (text != null) {
      commands.set(key, text, FOR_AN_HOUR);
    }
  }

  void delete() {
    commands.del(key);
  }
}
