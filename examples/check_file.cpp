// Reads one published report, prints what is wrong with it, and writes it as JSON.
// From the project's folder: example_check_file examples/data/bureau_2021_wrong_total.md
#include <fstream>
#include <gongkai/gongkai.hpp>
#include <iostream>
#include <sstream>

int main(int argc, char** argv) {
  std::string file = argc > 1 ? argv[1] : "examples/data/bureau_2021_wrong_total.md";
  std::ostringstream bytes;
  bytes << std::ifstream(file, std::ios::binary).rdbuf();
  std::string source = bytes.str();

  // Bytes become a Reading: the typed report, the place of every cell, the reader's doubts.
  gongkai::Result<gongkai::Reading> reading = gongkai::read(source);
  if (!reading) {
    std::cerr << explain(reading.error, file, source, gongkai::Language::zh) << '\n';
    return 1;
  }

  // A report is a struct: every number has a name.
  const gongkai::Report& report = reading->report;
  std::cout << report.agency << " " << report.year << "，新收申请 "
            << to_string(report.applications.received.total) << " 件\n\n";

  gongkai::Findings findings = check(report);
  std::cout << findings_text(*reading, findings, file, source, gongkai::Language::zh, false)
            << '\n';

  // The same numbers for other programs; read_json<Report>() takes them back.
  std::string json = write_json(report, 2);
  std::cout << json.substr(0, json.find("\"overview\"")) << "…\n";
  return gongkai::read_json<gongkai::Report>(json)->agency == report.agency ? 0 : 1;
}
