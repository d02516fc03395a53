package io.symphra.cache.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number from 1 up, with or without separators. */
final class WholeNumber implements ITypeConverter<Integer> {

  @Override
  public Integer convert(String value) {
    try {
      int number = Integer.parseInt(value.replace(",", "").replace("_", ""));
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, together with numbers that are too small.
    }
    throw new TypeConversionException("'%s' is not allowed; allowed: a whole number from 1 to %d"
        .formatted(value, Integer.MAX_VALUE));
  }
}
