// Many threads at once, from the first call on: each reads, checks, diagnoses, adds up and writes
// the same sources, and all get the same. Under the thread sanitizer (.ci/run) it shows that
// nothing is shared; elsewhere, that nothing is mixed up.
#include <atomic>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

#include "../packages.hpp"
#include "bench/reports.hpp"
#include "gongkai/aggregate.hpp"
#include "gongkai/archive.hpp"
#include "gongkai/check_all.hpp"
#include "gongkai/diagnose.hpp"
#include "gongkai/json.hpp"
#include "gongkai/read.hpp"
#include "gongkai/threads.hpp"
#include "gongkai/write.hpp"

using namespace gongkai;
using namespace gongkai::test;

namespace {

std::vector<std::string> sources() {
  const std::string row = "（一）予以公开";
  const std::string prose = "2022年收到政府信息公开申请3件，予以公开2件。";
  const std::string page = "<h2>三、收到和处理政府信息公开申请情况</h2><p>" + prose +
                           "</p><table><tr><td>" + row +
                           "<td>1<td>0<td>0<td>0<td>0<td>0<td>2</table>";
  return {page,
          "<meta charset=gbk><table><tr><td>\xD7\xD4\xC8\xBB\xC8\xCB<td>1</table>",
          "# 某局报告\n\n| " + row + " | 1 | 0 | 0 | 0 | 0 | 0 | 2 |\n\n" + prose,
          "三、收到和处理政府信息公开申请情况\n" + row + "  1  0  0  0  0  0  2\n" + prose,
          row + "1000001（二）部分公开0000000（七）总计1000001",
          docx("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>" + row +
               "</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>"
               "</w:tbl>"),
          xlsx({"<sheetData><row><c t=\"s\"><v>0</v></c><c><v>1</v></c></row></sheetData>"},
               {"<t>" + row + "</t>"}),
          write_json(made_up_report(3)),
          write_json(made_up_report(4), 2)};
}

std::string all_of_it(const std::vector<std::string>& bytes) {
  std::string said;
  Table<Report> table;
  for (const std::string& source : bytes) {
    Result<Reading> reading = read(source);
    said += message(reading.error, Language::zh);
    if (!reading) continue;
    Findings findings = check_all(reading->report, reading->mentions);
    Diagnosis diagnosis = diagnose(reading->report);
    said += findings_json(*reading, findings, "f", &diagnosis) +
            form_text(reading->report, Language::zh);
    table.append(reading->report, FindingCounts(findings));
  }
  for (const Group& group : add_up(table, *group_by<Report>({"year"})).groups)
    for (const CellSum& cell : group.cells) said += to_string(cell.sum);
  std::string pages = zip({{"a", bytes[0]}, {"b", bytes[2]}});
  Archive archive(pages);
  for (ArchiveFile file; archive.next(file);) said += file.name + file.bytes;
  return said + json_schema<Report>() + rules_json();
}

}  // namespace

int main() {
  constexpr std::size_t many = 8;
  const std::vector<std::string> bytes = sources();
  std::vector<std::string> said(many);
  std::atomic<std::size_t> waiting{0};
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < many; ++i)
    threads.emplace_back([&, i] {
      ++waiting;
      while (waiting < many) std::this_thread::yield();  // all begin at once
      said[i] = all_of_it(bytes);
    });
  for (std::thread& thread : threads) thread.join();
  std::string alone = all_of_it(bytes);
  std::size_t same = 0;
  for (const std::string& one : said) same += one == alone ? 1U : 0U;
  std::printf("%zu of %zu threads say the same, in %zu bytes\n", same, many, alone.size());

  Table<Report> table;
  for (int i = 0; i < 4200; ++i) table.append(made_up_report(i % 7));  // more than one block
  bool equal = add_up(table, {}, 4) == add_up(table);
  std::printf("four threads add up to %s\n", equal ? "the same" : "something else");
  return same == many && alone.size() > 10'000 && equal ? 0 : 1;
}
