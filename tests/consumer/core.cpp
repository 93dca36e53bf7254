// Needs the headers only: a report with a wrong total, and the finding that says so.
#include <gongkai/check.hpp>
#include <gongkai/report.hpp>

int main() {
  gongkai::Report report;
  report.applications.received.natural_person = 3;
  report.applications.received.total = 2;
  for (const gongkai::Finding& finding : gongkai::check(report).items)
    if (finding.rule.id == "applicants.total") return 0;
  return 1;
}
