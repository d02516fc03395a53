package io.symphra.cache.examples.report;

import io.symphra.cache.examples.restart.RestartResult;
import java.util.List;

/** The figures of a restart as a table for a terminal of 80 columns. */
public final class TextReport {

  private static final int LABEL = 24;
  private static final int CELL = 11;
  private static final int LAST_CELL = 17;
  private static final int LINE = 78;

  private TextReport() {}

  /** The table and what must be known about it. */
  public static String of(RestartResult result) {
    FigureTable table = FigureTable.of(result);
    StringBuilder text = new StringBuilder();
    text.append(line("", table.columns()));
    for (FigureTable.Group group : table.groups()) {
      text.append(group.heading()).append('\n');
      group.rows().forEach(row -> text.append(line("  " + row.label(), row.cells())));
    }
    text.append('\n');
    Notes.of(result).forEach(note -> text.append(wrapped(note)));
    return text.toString();
  }

  private static String line(String label, List<String> cells) {
    StringBuilder line = new StringBuilder(padded(label, LABEL, false));
    for (int i = 0; i < cells.size(); i++) {
      line.append(padded(cells.get(i), i == cells.size() - 1 ? LAST_CELL : CELL, true));
    }
    return line.toString().stripTrailing() + "\n";
  }

  private static String padded(String text, int width, boolean right) {
    String space = " ".repeat(Math.max(right ? 1 : 0, width - text.length()));
    return right ? space + text : text + space;
  }

  private static String wrapped(String note) {
    StringBuilder lines = new StringBuilder("-");
    int used = 1;
    for (String word : note.split(" ", -1)) {
      if (used + 1 + word.length() > LINE) {
        lines.append("\n ");
        used = 1;
      }
      lines.append(' ').append(word);
      used += 1 + word.length();
    }
    return lines.append('\n').toString();
  }
}
