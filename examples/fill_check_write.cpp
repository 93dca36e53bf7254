// Fills a report in, lets it be checked, corrects it, writes the official form.
// From any folder: example_fill_check_write [FILE.docx]
#include <cstdio>
#include <fstream>
#include <gongkai/gongkai.hpp>
#include <string>

using namespace gongkai;

int main(int argc, char** argv) {
  // A blank form of 2021. What is not filled in stays blank, which is not 0.
  Report report = blank_report(Form::of_2021);
  report.agency = "示例市水利局";
  report.year = 2026;
  report.overview.opening = "本年度政府信息公开工作平稳有序。";
  report.disclosure.licences.made = 412;
  report.disclosure.administrative_fees.collected = Amount::parse("66.4866");  // 万元, exact

  // One row after the other: 自然人, 商业企业, 科研机构, 社会公益组织, 法律服务机构, 其他, 总计.
  Applications& applications = report.applications;
  for_each_cell(schema<Applications>, &applications, [](const Member&, const void* cell) {
    *static_cast<Count*>(const_cast<void*>(cell)) = 0;
  });
  applications.received = {12, 3, 0, 0, 1, 0, 16};
  applications.outcomes.disclosed = {9, 3, 0, 0, 1, 0, 13};
  applications.outcomes.unavailable.not_held = {3, 0, 0, 0, 0, 0, 3};
  applications.outcomes.total = {12, 3, 0, 0, 1, 0, 15};  // a slip: the total was not updated

  for (const Finding& finding : check(report))
    if (finding.rule.severity == Severity::error)
      std::printf("%s：%s\n", subject(finding, Language::zh).c_str(),
                  message(finding, Language::zh).c_str());

  // Which cell it is, and what it should hold. A proposal: nothing is changed by itself.
  Diagnosis diagnosis = diagnose(report);
  std::printf("%s", diagnosis_text(diagnosis, Language::zh, false).c_str());

  applications.outcomes.total.total = 16;
  if (check(report).has_errors()) return 1;

  // .docx with the geometry of the notice's template; form_html, form_xlsx, … write the same form.
  std::string docx = form_docx(report);
  if (argc > 1) std::ofstream(argv[1], std::ios::binary) << docx;
  std::printf("Word 文件 %zu 字节，读回后%s\n", docx.size(),
              read(docx)->report == report ? "完全一致" : "不一致");
  return read(docx)->report == report ? 0 : 1;
}
