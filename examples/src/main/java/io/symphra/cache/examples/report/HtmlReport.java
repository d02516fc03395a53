package io.symphra.cache.examples.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.symphra.cache.examples.restart.Curve;
import io.symphra.cache.examples.restart.RestartResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures of a restart as a page with curves.
 *
 * <p>The page is one file and asks for nothing else: Chart.js is part of it.
 */
public final class HtmlReport {

  private static final String TEMPLATE = "restart.html";
  private static final String CHARTS =
      "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

  private HtmlReport() {}

  /** The page. */
  public static String of(RestartResult result) {
    // What comes from outside comes last, so that nothing in it is taken for a place to fill.
    return resource(TEMPLATE)
        .replace("{{charts}}", resource(CHARTS))
        .replace("{{table}}", table(FigureTable.of(result)))
        .replace("{{data}}", data(result))
        .replace("{{notes}}", notes(result));
  }

  private static String table(FigureTable table) {
    StringBuilder html = new StringBuilder("<thead><tr><td></td>");
    table
        .columns()
        .forEach(
            column -> html.append("<th scope=\"col\">").append(escaped(column)).append("</th>"));
    html.append("</tr></thead>\n");
    for (FigureTable.Group group : table.groups()) {
      html.append("<tbody><tr><th scope=\"rowgroup\" colspan=\"")
          .append(table.columns().size() + 1)
          .append("\">")
          .append(escaped(group.heading()))
          .append("</th></tr>\n");
      for (FigureTable.Row row : group.rows()) {
        html.append("<tr><th scope=\"row\">").append(escaped(row.label())).append("</th>");
        row.cells().forEach(cell -> html.append("<td>").append(escaped(cell)).append("</td>"));
        html.append("</tr>\n");
      }
      html.append("</tbody>\n");
    }
    return html.toString();
  }

  private static String notes(RestartResult result) {
    StringBuilder html = new StringBuilder();
    Notes.of(result).forEach(note -> html.append("<li>").append(escaped(note)).append("</li>\n"));
    return html.toString();
  }

  private static String data(RestartResult result) {
    List<Map<String, Object>> lines = new ArrayList<>();
    result.runs().forEach(run -> lines.add(line(run.start().label(), run.curve(), true)));
    lines.add(line("never restarted", result.neverRestarted(), false));
    // A closing tag within a script would end it.
    return JsonMapper.shared().writeValueAsString(lines).replace("<", "\\u003c");
  }

  private static Map<String, Object> line(String name, Curve curve, boolean latencies) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("name", name);
    line.put("requests", curve.points().stream().map(Curve.Point::requests).toList());
    line.put(
        "hitPercent",
        curve.points().stream().map(point -> 100 * point.hitRate()).toList());
    if (latencies) {
      line.put(
          "p50Micros",
          curve.points().stream().map(point -> point.p50Nanos() / 1e3).toList());
      line.put(
          "p99Micros",
          curve.points().stream().map(point -> point.p99Nanos() / 1e3).toList());
    }
    return line;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("not readable: " + name, e);
    }
  }
}
