package io.symphra.cache.cli;

import io.symphra.cache.examples.restart.Rate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A rate such as {@code 5000/s} or {@code 5000}, or {@code max}. */
final class RateConverter implements ITypeConverter<Rate> {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,7})(/s)?");

  @Override
  public Rate convert(String value) {
    if ("max".equals(value)) {
      return Rate.MAX;
    }
    Matcher form = FORM.matcher(value);
    int perSecond = form.matches() ? Integer.parseInt(form.group(1)) : 0;
    if (perSecond < 1 || perSecond > Rate.MOST) {
      throw new TypeConversionException(
          "'%s' is not allowed; allowed: 1/s to %d/s, or max".formatted(value, Rate.MOST));
    }
    return new Rate(perSecond);
  }
}
