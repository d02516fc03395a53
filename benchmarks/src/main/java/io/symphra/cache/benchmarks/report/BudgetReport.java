package io.symphra.cache.benchmarks.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Budgets beside the newest results. */
public final class BudgetReport {

  private final List<Budget> budgets;
  private final List<Results> results;
  private final Map<String, Row> newest = new LinkedHashMap<>();

  /** A report; of a row that is in several results the newest counts. */
  public BudgetReport(List<Budget> budgets, List<Results> results) {
    this.budgets = budgets;
    this.results = results;
    results.stream()
        .sorted(Comparator.comparing(Results::date))
        .flatMap(result -> result.rows().stream())
        .forEach(row -> newest.put(row.name(), row));
  }

  /** Whether a measured row breaks its budget. What was not measured breaks none. */
  public boolean hasMissed() {
    return budgets.stream()
        .anyMatch(
            budget -> measured(budget).stream().anyMatch(row -> !budget.limit().allows(row)));
  }

  @Override
  public String toString() {
    Table table = new Table("row", "what", "budget", "value", "baseline", "unit", "ratio", "");
    for (Budget budget : budgets) {
      List<Row> rows = measured(budget);
      String limit = budget.limit().toString();
      if (rows.isEmpty()) {
        table.add(budget.row(), budget.what(), limit, "", "", "", "", "not measured");
      }
      for (Row row : rows) {
        table.add(
            row.name(),
            budget.what(),
            limit,
            ResultTable.number(row.value()),
            ResultTable.number(row.baseline()),
            row.unit(),
            ResultTable.number(row.ratio()),
            budget.limit().allows(row) ? "met" : "MISSED");
      }
    }
    StringBuilder text = new StringBuilder(table.toString()).append('\n');
    results.forEach(result -> text.append(ResultTable.on(result)).append('\n'));
    return text.toString();
  }

  private List<Row> measured(Budget budget) {
    return newest.values().stream()
        .filter(row -> budget.covers(row.name()))
        .sorted(Comparator.comparing(Row::name))
        .toList();
  }
}
