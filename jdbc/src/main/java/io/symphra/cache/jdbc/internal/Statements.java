package io.symphra.cache.jdbc.internal;

import io.symphra.cache.jdbc.internal.QueryLoader.Asked;
import java.sql.Array;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Query;

/**
 * Makes the statements of a loader, of few texts, so that the plan caches of driver and server stay small.
 *
 * <p>Thread-safe.
 */
final class Statements {

  private final KeysQuery query;
  private final int width;
  private final int batchSize;
  private final String withArrays;
  private final Map<Integer, String> withList = new ConcurrentHashMap<>();

  Statements(KeysQuery query, int width, int batchSize) {
    this.query = query;
    this.width = width;
    this.batchSize = batchSize;
    this.withArrays = query.withArrays(width);
  }

  /** One parameter for each part of each key; the last key is repeated up to the next power of two. */
  Query withList(Handle handle, List<? extends Asked<?>> keys) {
    int size = padded(keys.size());
    Query statement =
        handle.createQuery(withList.computeIfAbsent(size, n -> query.withList(width, n)));
    for (int i = 0; i < size; i++) {
      List<Object> parts = keys.get(Math.min(i, keys.size() - 1)).canonical();
      for (int column = 0; column < width; column++) {
        statement.bind(KeysQuery.name(i, column), parts.get(column));
      }
    }
    return statement;
  }

  /** One array for each key column. */
  Query withArrays(Handle handle, KeyShape shape, List<? extends Asked<?>> keys) {
    Query statement = handle.createQuery(withArrays);
    for (int i = 0; i < width; i++) {
      int column = i;
      Object[] parts = keys.stream().map(key -> key.canonical().get(column)).toArray();
      String type = shape.postgresType(column);
      statement.bind(KeysQuery.name(0, column), (Argument) (position, prepared, context) -> {
        Array array = prepared.getConnection().createArrayOf(type, parts);
        prepared.setArray(position, array);
      });
    }
    return statement;
  }

  private int padded(int size) {
    int power = Integer.highestOneBit(size);
    return Math.min(batchSize, power == size ? size : power * 2);
  }
}
