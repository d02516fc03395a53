package io.symphra.cache.benchmarks.shared;

import io.symphra.cache.testkit.RedisServer;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What some servers have counted since they were last told to begin anew. */
final class CommandStats {

  private static final Pattern COMMAND =
      Pattern.compile("cmdstat_([a-z|]+):calls=(\\d+),.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern HITS = Pattern.compile("keyspace_hits:(\\d+)\\s*");

  private final List<String> lines;

  private CommandStats(List<String> lines) {
    this.lines = lines;
  }

  static void reset(Collection<RedisServer> servers) {
    servers.forEach(server -> server.command("CONFIG", "RESETSTAT"));
  }

  static CommandStats of(Collection<RedisServer> servers) {
    return parse(servers.stream()
        .flatMap(server -> (server.command("INFO", "commandstats") + "\n"
                + server.command("INFO", "stats"))
            .lines())
        .toList());
  }

  static CommandStats parse(List<String> lines) {
    return new CommandStats(List.copyOf(lines));
  }

  /** How often any of the commands was called, from a client or a script. */
  long calls(Set<String> commands) {
    return lines.stream()
        .map(COMMAND::matcher)
        .filter(Matcher::matches)
        .filter(found -> commands.contains(found.group(1)))
        .mapToLong(found -> Long.parseLong(found.group(2)))
        .sum();
  }

  /** How many keys were looked up and were there. */
  long hits() {
    return lines.stream()
        .map(HITS::matcher)
        .filter(Matcher::matches)
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .sum();
  }
}
