#include "cli/commands.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "gongkai/rollup.hpp"
#include "gongkai/series.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

void keep_selected(Reading& reading, Findings& findings, Selection& selection,
                   std::string_view name) {
  findings = select(findings, selection, name);
  std::vector<ReadingNote> notes;
  for (ReadingNote& note : reading.notes)
    if (select(note.rule, selection, name)) notes.push_back(std::move(note));
  reading.notes = std::move(notes);
}

// Findings about several files, each shown with the file it is about, and what it was compared
// with.
int print_by_file(const Options& options, Output& output, std::vector<ReadFile>& files,
                  const Findings& findings, Selection& selection,
                  const std::function<std::string(std::size_t)>& compared) {
  bool wrong = false;
  std::vector<Findings> of_file(files.size());
  for (const Finding& finding : findings) of_file[finding.report].items.push_back(finding);
  for (std::size_t i = 0; i < files.size(); ++i) {
    files[i].reading.notes.clear();  // these are told by `check`
    Findings kept = select(of_file[i], selection, files[i].name);
    wrong = wrong || kept.has_errors();
    output.print(options.format == "json"
                     ? findings_json(files[i].reading, kept, files[i].name) + '\n'
                     : findings_text(files[i].reading, kept, files[i].name, files[i].source,
                                     options.language, output.colour(), nullptr, compared(i)));
  }
  return wrong ? exit_findings : exit_clean;
}

std::vector<const Report*> reports_of(const std::vector<ReadFile>& files, std::size_t from = 0) {
  std::vector<const Report*> reports;
  for (std::size_t i = from; i < files.size(); ++i) reports.push_back(&files[i].reading.report);
  return reports;
}

}  // namespace

int read_reports(const Options& options, Output& output) {
  if (options.format == "csv") output.print(csv_header());
  return Run(options, output)([&](Reading& reading, std::string_view source, Answer& answer) {
    answer.said = notes_text(reading, answer.name, source, options.language, false);
    if (options.format == "json") answer.out = write_json(reading.report) + '\n';
    if (options.format == "csv") answer.out = csv_lines(reading.report, answer.name);
    if (options.format == "form") answer.out = form_text(reading.report, options.language);
  });
}

int for_each_file(const Options& options, Output& output, bool notes,
                  const std::function<void(ReadFile)>& use) {
  return Run(options, output)(
      [&](Reading& reading, std::string_view source, Answer& answer) {
        if (notes) answer.said = notes_text(reading, answer.name, source, options.language, false);
        answer.file = {answer.name, std::string(source), std::move(reading)};
      },
      [&](Answer& answer) { use(std::move(answer.file)); });
}

int for_each_report(const Options& options, Output& output, const UseReport& use) {
  return Run(options, output)(
      [&](Reading& reading, std::string_view source, Answer& answer) {
        answer.said = notes_text(reading, answer.name, source, options.language, false);
        answer.file.reading = std::move(reading);
      },
      [&](const Answer& answer) { use(answer.file.reading.report, answer.name); });
}

int check_reports(const Options& options, Output& output) {
  const std::string& format = options.format;
  bool sarif = format == "sarif", summary = format == "summary";  // these tell all files at once
  Selection selection = options.selection;
  SarifLog log(options.language);
  FindingSummary counted;
  int status = Run(options, output)(
      [&](Reading& reading, std::string_view source, Answer& answer) {
        answer.findings = check_found(reading);
        Selection mine = options.selection;  // counted here, as this runs in several threads
        keep_selected(reading, answer.findings, mine, answer.name);
        for (const Suppression& each : mine.suppressions) answer.suppressed.push_back(each.used);
        answer.wrong = answer.findings.has_errors();
        if (answer.wrong && !summary) answer.diagnosis = diagnose(reading.report);
        const Diagnosis* shown = answer.wrong ? &answer.diagnosis : nullptr;
        if (format == "text")
          answer.out = findings_text(reading, answer.findings, answer.name, source,
                                     options.language, output.colour(), shown);
        if (format == "json")
          answer.out = findings_json(reading, answer.findings, answer.name, shown) + '\n';
        if (format == "html")
          answer.out =
              findings_html({answer.name, source, &reading, &answer.findings, &answer.diagnosis},
                            options.language);
        if (sarif) answer.file.source = source;
        if (sarif || summary) answer.file.reading = std::move(reading);
      },
      [&](const Answer& answer) {
        CheckedFile file{answer.name, answer.file.source, &answer.file.reading, &answer.findings,
                         &answer.diagnosis};
        if (sarif) log.add(file);
        if (summary) counted.add(file);
        for (std::size_t i = 0; i < answer.suppressed.size(); ++i)
          selection.suppressions[i].used += answer.suppressed[i];
      });
  if (sarif) output.print(log.write() + '\n');
  if (summary) output.print(counted.text(options.language));
  output.complain(unused_text(selection, options.suppressions, options.language));
  return status;
}

int series_reports(const Options& options, Output& output) {
  std::vector<std::string> order;
  std::map<std::string, std::vector<ReadFile>> agencies;
  int status = for_each_file(options, output, true, [&](ReadFile file) {
    std::vector<ReadFile>& files = agencies[file.reading.report.agency];
    if (files.empty()) order.push_back(file.reading.report.agency);
    files.push_back(std::move(file));
  });
  Selection selection = options.selection;
  for (const std::string& agency : order) {
    std::vector<ReadFile>& files = agencies[agency];
    if (files.size() == 1) {
      output.complain(files[0].name +
                      (options.language == Language::zh
                           ? "：只有这一份报告，没有别的年度可以核对\n"
                           : ": the only report of its agency, no other year to compare\n"));
      if (options.format == "text") continue;  // a program gets a line for each
    }
    int found = print_by_file(
        options, output, files, check_series(reports_of(files)), selection, [&](std::size_t) {
          return options.language == Language::zh ? "与本机关其他年度的报告核对"
                                                  : "compared with the agency's other years";
        });
    status = std::max(status, found);
  }
  output.complain(unused_text(selection, options.suppressions, options.language));
  return status;
}

int parts_reports(const Options& options, Output& output) {
  std::vector<ReadFile> files;
  int status = for_each_file(options, output, true,
                             [&](ReadFile file) { files.push_back(std::move(file)); });
  // Without a part a sum is too small, and without the whole a part would be taken for it.
  bool zh = options.language == Language::zh;
  if (status == exit_failed) {
    output.complain(zh ? "有报告未能读取，没有逐格核对；缺报告的下级可用 --missing 写明\n"
                       : "not compared, as some could not be read; --missing names parts without a "
                         "report\n");
    return status;
  }
  if (files.size() < 2) {
    output.complain(zh ? "没有下级报告，没有逐格核对\n" : "not compared: there are no parts\n");
    return exit_failed;
  }
  Selection selection = options.selection;
  Findings findings = check_rollup(files[0].reading.report, reports_of(files, 1), options.missing);
  std::string parts = std::to_string(files.size() - 1);
  int found = print_by_file(options, output, files, findings, selection, [&](std::size_t file) {
    if (options.language == Language::en)
      return file > 0 ? "compared with its whole" : "compared with its parts (" + parts + ')';
    return file > 0 ? "与上级报告逐格核对" : "与 " + parts + " 份下级报告逐格核对";
  });
  output.complain(unused_text(selection, options.suppressions, options.language));
  return std::max(status, found);
}

}  // namespace v0
}  // namespace gongkai
