package io.symphra.cache;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A writer into a map, which records its calls and answers as it is told. */
final class RecordingWriter implements CacheWriter<String, String> {

  final List<Map<String, String>> written = new ArrayList<>();
  final List<Set<String>> deleted = new ArrayList<>();
  private final Map<String, String> database;

  @Nullable
  Exception failure;

  WriteResult<String, String> answer = WriteResult.asGiven();
  Runnable meanwhile = () -> {};

  RecordingWriter(Map<String, String> database) {
    this.database = database;
  }

  void failWith(String message) {
    failure = new IOException(message);
  }

  @Override
  public WriteResult<String, String> writeAll(Map<String, String> entries) throws Exception {
    written.add(Map.copyOf(entries));
    meanwhile.run();
    failIfTold();
    database.putAll(entries);
    return answer;
  }

  @Override
  public void deleteAll(Set<String> keys) throws Exception {
    deleted.add(Set.copyOf(keys));
    meanwhile.run();
    failIfTold();
    database.keySet().removeAll(keys);
  }

  private void failIfTold() throws Exception {
    if (failure != null) {
      throw failure;
    }
  }
}
