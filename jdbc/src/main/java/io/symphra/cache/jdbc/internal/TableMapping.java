package io.symphra.cache.jdbc.internal;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which property goes to which column, and where the key stands.
 *
 * <p>Immutable.
 *
 * @param table the table, with its schema if it was given
 * @param keys the key columns
 * @param keyProperties for each key column the property that holds the same, or null if the value does not have it
 * @param written the properties that are written beside the key, with their columns
 * @param all all properties that have a column, with their columns
 * @param version the property that holds how often its row was written; null for none. It is not among the written ones
 * @param complete whether the value is stored as it is given: nothing left out, nothing made by the database
 */
record TableMapping(
    String table,
    List<String> keys,
    List<@Nullable Property> keyProperties,
    Map<Property, String> written,
    Map<Property, String> all,
    @Nullable Property version,
    boolean complete) {

  private static final Set<Type> VERSION_TYPES =
      Set.of(long.class, Long.class, int.class, Integer.class, short.class, Short.class);

  /**
   * Checks the options against a value type.
   *
   * @throws IllegalArgumentException if they name properties it does not have, or two properties share a column
   */
  static TableMapping of(Class<?> type, TableOptions options) {
    List<Property> properties = Property.of(type);
    Set<String> names = properties.stream().map(Property::name).collect(Collectors.toSet());
    checkKnown("column", options.columns().keySet(), names, type);
    checkKnown("exclude", options.excluded(), names, type);
    checkKnown("generated", options.generated(), names, type);

    Map<Property, String> all = new LinkedHashMap<>();
    for (Property property : properties) {
      if (!options.excluded().contains(property.name())) {
        String column = options.columns().getOrDefault(property.name(), property.defaultColumn());
        all.put(property, Checks.identifier("column", column));
      }
    }
    checkDistinct(all);
    List<@Nullable Property> keyProperties = new ArrayList<>();
    options.keys().forEach(key -> keyProperties.add(find(all, key)));
    Map<Property, String> written = new LinkedHashMap<>(all);
    written.keySet().removeIf(keyProperties::contains);
    written.keySet().removeIf(property -> options.generated().contains(property.name()));
    keyProperties.stream()
        .filter(property -> property != null && options.generated().contains(property.name()))
        .findFirst()
        .ifPresent(property -> {
          throw new IllegalArgumentException(
              "generated: \"%s\" is a key column; the key is given by the cache"
                  .formatted(property.name()));
        });
    Property version =
        options.version() == null ? null : version(options.version(), options, all, type);
    written.keySet().removeIf(property -> property.equals(version));
    boolean complete =
        options.excluded().isEmpty() && options.generated().isEmpty() && version == null;
    return new TableMapping(
        options.table(), options.keys(), keyProperties, written, all, version, complete);
  }

  private static Property version(
      String column, TableOptions options, Map<Property, String> all, Class<?> type) {
    if (options.keys().stream().anyMatch(key -> key.equalsIgnoreCase(column))) {
      throw new IllegalArgumentException(
          "version: \"%s\" is a key column; allowed: a column that counts the writes of its row"
              .formatted(column));
    }
    Property version = find(all, column);
    if (version == null) {
      throw new IllegalArgumentException(
          "version: %s has no property with the column \"%s\"; allowed: %s"
              .formatted(type.getName(), column, String.join(", ", all.values())));
    }
    if (options.generated().contains(version.name())) {
      throw new IllegalArgumentException(
          "generated: \"%s\" is the version, which the writer counts itself"
              .formatted(version.name()));
    }
    if (!VERSION_TYPES.contains(version.type())) {
      throw new IllegalArgumentException(
          "version: property \"%s\" has the type %s; allowed: long, int, short, and their wrappers"
              .formatted(version.name(), version.type().getTypeName()));
    }
    return version;
  }

  private static @Nullable Property find(Map<Property, String> all, String column) {
    return all.entrySet().stream()
        .filter(entry -> entry.getValue().equalsIgnoreCase(column))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private static void checkKnown(
      String option, Set<String> given, Set<String> names, Class<?> type) {
    given.stream().filter(Predicate.not(names::contains)).findFirst().ifPresent(unknown -> {
      throw new IllegalArgumentException("%s: %s has no property \"%s\"; allowed: %s"
          .formatted(
              option,
              type.getName(),
              unknown,
              names.stream().sorted().collect(Collectors.joining(", "))));
    });
  }

  private static void checkDistinct(Map<Property, String> all) {
    all.forEach((property, column) -> {
      if (!property.equals(find(all, column))) {
        throw new IllegalArgumentException(
            "column: \"%s\" is the column of two properties, one is \"%s\"; rename or exclude one"
                .formatted(column, property.name()));
      }
    });
  }
}
