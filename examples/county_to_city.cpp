// Adds the reports of a city's departments and counties up to the city's own report (逐级汇总).
#include <cstdio>
#include <fstream>
#include <gongkai/table.hpp>
#include <gongkai/tree.hpp>
#include <gongkai/write.hpp>

using namespace gongkai;

namespace {

Report of(const char* agency, std::int64_t natural_persons, std::int64_t enterprises) {
  Report report = blank_report(Form::of_2021);
  report.agency = agency;
  report.year = 2026;
  for_each_cell(schema<Applications>, &report.applications, [](const Member&, const void* cell) {
    *static_cast<Count*>(const_cast<void*>(cell)) = 0;
  });
  Applicants row = {natural_persons, enterprises, 0, 0, 0, 0, natural_persons + enterprises};
  report.applications.received = row;
  report.applications.outcomes.disclosed = row;
  report.applications.outcomes.total = row;
  return report;
}

}  // namespace

int main() {
  // Who sums up whom. A tax bureau is under vertical leadership: it reports up its own line.
  Tree tree({{"示例市人民政府", "", "", false},
             {"示例市水利局", "示例市人民政府", "", false},
             {"示例市税务局", "示例市人民政府", "", true},
             {"甲县人民政府", "示例市人民政府", "", false},
             {"乙县人民政府", "示例市人民政府", "", false},
             {"乙县教育局", "乙县人民政府", "", false}});
  for (const TreeError& error : tree.errors())
    std::printf("%s\n", message(error, Language::zh).c_str());

  Table<Report> table;
  table.append(of("示例市水利局", 12, 3));
  table.append(of("示例市税务局", 900, 900));
  table.append(of("甲县人民政府", 40, 2));
  table.append(of("乙县教育局", 5, 1));  // the county itself has not reported: its parts stand in

  RolledUp city = tree.roll_up(table, "示例市人民政府", 2026);
  std::printf("%s %d 年新收申请 %s 件\n", city.report.agency.c_str(), city.report.year,
              to_string(city.report.applications.received.total).c_str());
  for (const std::string& agency : city.included) std::printf("  已计入：%s\n", agency.c_str());
  for (const std::string& agency : city.missing) std::printf("  没有报告：%s\n", agency.c_str());

  // The sum is a report like any other: it can be checked, and written as the official form.
  bool right = city.report.applications.received.total == Count(12 + 3 + 40 + 2 + 5 + 1);
  return right && form_html(city.report).find("示例市人民政府2026年") != std::string::npos ? 0 : 1;
}
