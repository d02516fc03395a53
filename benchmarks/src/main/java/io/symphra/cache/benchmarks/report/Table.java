package io.symphra.cache.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** Text in columns, as Markdown, so that it can be read in a terminal and pasted into a page. */
public final class Table {

  private final List<List<String>> lines = new ArrayList<>();

  /** A table with these headings. */
  public Table(String... headings) {
    lines.add(List.of(headings));
  }

  /**
   * Adds a line.
   *
   * @param cells as many as there are headings
   */
  public Table add(String... cells) {
    if (cells.length != lines.get(0).size()) {
      throw new IllegalArgumentException(
          "a line needs %d cells, got %d".formatted(lines.get(0).size(), cells.length));
    }
    lines.add(List.of(cells));
    return this;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < lines.size(); line++) {
      append(text, lines.get(line));
      if (line == 0) {
        append(text, lines.get(0).stream().map(heading -> "").toList(), '-');
      }
    }
    return text.toString();
  }

  private void append(StringBuilder text, List<String> cells) {
    append(text, cells, ' ');
  }

  private void append(StringBuilder text, List<String> cells, char filler) {
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      text.append("| ")
          .append(cell)
          .append(String.valueOf(filler).repeat(width(column) - cell.length()))
          .append(' ');
    }
    text.append("|\n");
  }

  private int width(int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }
}
