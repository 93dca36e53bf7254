// Needs the compiled part too: a report to JSON and back.
#include <gongkai/gongkai.hpp>

int main() {
  gongkai::Report report;
  report.agency = "某市某局";
  report.applications.received.total = 2;
  gongkai::Result<gongkai::Report> again =
      gongkai::read_json<gongkai::Report>(gongkai::write_json(report));
  return again && *again == report ? 0 : 1;
}
