package io.symphra.cache.examples.trace;

import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

/**
 * An access log in CSV: a header, then one line for each request, with its key in one of the columns.
 *
 * <p>The file is UTF-8 and may be compressed with gzip. Lines without a key are left out and counted.
 */
public final class CsvTrace implements TraceReader {

  private static final int GZIP_MAGIC_1 = 0x1f;
  private static final int GZIP_MAGIC_2 = 0x8b;

  private final Path file;
  private final String keyColumn;
  private final TraceLimits limits;

  /** A log to be read with the default limits. */
  public CsvTrace(Path file, String keyColumn) {
    this(file, keyColumn, TraceLimits.ofDefaults());
  }

  CsvTrace(Path file, String keyColumn, TraceLimits limits) {
    this.file = requireNonNull(file, "file");
    this.keyColumn = requireNonNull(keyColumn, "keyColumn");
    this.limits = limits;
  }

  @Override
  public Trace read() {
    if (Files.isDirectory(file)) {
      throw new TraceException(file + " is a folder; allowed: a CSV file", null);
    }
    try (InputStream in = unpacked(new BufferedInputStream(Files.newInputStream(file)));
        MappingIterator<List<String>> lines = new CsvMapper()
            .readerForListOf(String.class)
            .with(CsvReadFeature.WRAP_AS_ARRAY)
            .with(CsvReadFeature.SKIP_EMPTY_LINES)
            .readValues(in)) {
      return read(lines);
    } catch (NoSuchFileException e) {
      throw new TraceException(file + " does not exist", e);
    } catch (IOException | JacksonException e) {
      throw new TraceException(file + " cannot be read: " + reason(e), e);
    }
  }

  private Trace read(MappingIterator<List<String>> lines) {
    if (!lines.hasNextValue()) {
      throw new TraceException(
          file + " is empty; allowed: a header line and a line for each request", null);
    }
    List<String> header = lines.nextValue();
    int column = header.stream().map(String::strip).toList().indexOf(keyColumn);
    if (column < 0) {
      throw new TraceException(
          "%s has no column '%s'; its columns are: %s"
              .formatted(file, keyColumn, String.join(", ", header)),
          null);
    }
    TraceBuilder trace = new TraceBuilder(limits);
    long withoutKey = 0;
    boolean cut = false;
    for (long line = 1; lines.hasNextValue() && !cut; line++) {
      List<String> fields = lines.nextValue();
      String key = column < fields.size() ? fields.get(column) : "";
      if (key.isEmpty()) {
        withoutKey++;
      } else {
        cut = !trace.add(checked(key, line));
      }
    }
    if (trace.size() < 2) {
      throw new TraceException(
          "%s has %d requests with a key; allowed: at least 2, because one half is the history"
              .formatted(file, trace.size()),
          null);
    }
    return trace.build(file.getFileName().toString(), remark(withoutKey, cut, trace.size()));
  }

  private String checked(String key, long request) {
    if (key.length() > limits.keyLength() || key.indexOf('\0') >= 0) {
      throw new TraceException(
          "%s: the key of request %,d is not allowed; allowed: 1 to %d characters, none of them NUL"
              .formatted(file, request, limits.keyLength()),
          null);
    }
    return key;
  }

  private Optional<String> remark(long withoutKey, boolean cut, int size) {
    List<String> remarks = new ArrayList<>();
    if (withoutKey > 0) {
      remarks.add("%,d lines without a key were left out".formatted(withoutKey));
    }
    if (cut) {
      remarks.add(
          "the log was cut after %,d requests, because at most %,d requests for %,d keys of %,d characters together are played"
              .formatted(size, limits.requests(), limits.keys(), limits.keyCharacters()));
    }
    return remarks.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", remarks));
  }

  private static InputStream unpacked(InputStream in) throws IOException {
    PushbackInputStream start = new PushbackInputStream(in, 2);
    byte[] magic = start.readNBytes(2);
    start.unread(magic);
    boolean gzip = magic.length == 2
        && Byte.toUnsignedInt(magic[0]) == GZIP_MAGIC_1
        && Byte.toUnsignedInt(magic[1]) == GZIP_MAGIC_2;
    return gzip ? new GZIPInputStream(start) : start;
  }

  private static String reason(Exception e) {
    String message =
        e instanceof JacksonException json ? json.getOriginalMessage() : e.getMessage();
    return message == null
        ? e.getClass().getSimpleName()
        : message.lines().findFirst().orElse(message);
  }
}
