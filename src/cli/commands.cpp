#include "cli/commands.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "gongkai/rollup.hpp"
#include "gongkai/series.hpp"
#include "scan/scan.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

// What is printed and said of an item.
struct Answer {
  Found::Kind kind = Found::Kind::failure;
  std::string name;
  std::string out, said;                // for standard output and standard error
  bool wrong = false;                   // errors were found
  Error error;                          // of a failure
  ReadFile file;                        // where it is wanted after this
  std::vector<std::size_t> suppressed;  // how many findings, by suppression
};

// For each report: what is printed and said of it.
using Use = std::function<void(Reading&, std::string_view source, Answer&)>;

Answer answer(Found found, Language language, const Use& use) {
  Answer result;
  result.kind = found.kind;
  result.name = found.name;
  if (found.kind == Found::Kind::failure)
    result.said = explain(found.error, found.name, found.source(), language) + '\n';
  if (found.kind == Found::Kind::report) use(found.reading, found.source(), result);
  result.error = std::move(found.error);
  return result;
}

// All items of all names, and at the end what could not be read.
class Run {
 public:
  Run(const Options& options, Output& output) : options_(options), output_(output) {}

  // `use` is called by several threads, whichever report comes; `taken` in the order of the names.
  int operator()(const Use& use, const std::function<void(Answer&)>& taken = {}) {
    taken_ = taken;
    bool all = scan<Answer>(
        options_.names, options_.jobs,
        [&](Found found) { return answer(std::move(found), options_.language, use); },
        [&](Answer answered) { return take(std::move(answered)); });
    if (!all) return exit_failed;
    summary();
    if (!failures_.empty() || reports_ == 0) return exit_failed;
    return wrong_ ? exit_findings : exit_clean;
  }

 private:
  std::string tr(std::string_view zh, std::string_view en) const {
    return std::string(options_.language == Language::zh ? zh : en);
  }

  bool take(Answer result) {
    output_.complain(result.said);
    bool separate = options_.format == "form" && reports_ > 0 && !result.out.empty();
    output_.print((separate ? "\n" : "") + result.out);
    wrong_ = wrong_ || result.wrong;
    if (result.kind == Found::Kind::report) {
      ++reports_;
      if (taken_) taken_(result);
    }
    if (result.kind == Found::Kind::no_report) ++strays_;
    if (result.kind == Found::Kind::failure)
      failures_.push_back(explain(result.error, result.name, {}, options_.language));
    output_.progress(tr("已读 ", "read ") + std::to_string(reports_) + tr(" 份", "") +
                     (failures_.empty()
                          ? ""
                          : tr("，未能读取 ", ", failed ") + std::to_string(failures_.size())));
    return output_.good();
  }

  // "读取 117 份，未能读取 3 份：" and each of them with its reason, where there was more than one.
  void summary() {
    if (reports_ + failures_.size() == 0)
      return output_.complain(tr("没有找到年度报告", "no report found") + strays() + '\n');
    bool one_file = reports_ + failures_.size() + strays_ == 1;
    if (one_file || (failures_.empty() && strays_ == 0)) return;
    std::string text = tr("读取 ", "read ") + std::to_string(reports_) + tr(" 份", "");
    if (!failures_.empty())
      text +=
          tr("，未能读取 ", ", could not read ") + std::to_string(failures_.size()) + tr(" 份", "");
    text += strays() + (failures_.empty() ? "" : tr("：", ":")) + '\n';
    for (const std::string& failure : failures_) text += "  " + failure + '\n';
    output_.complain(text);
  }

  std::string strays() const {
    if (strays_ == 0) return {};
    std::string count = std::to_string(strays_);
    return tr("（另有 " + count + " 个文件不是报告，已跳过）",
              " (" + count + " other files, which are no reports, were passed over)");
  }

  const Options& options_;
  Output& output_;
  std::function<void(Answer&)> taken_;
  std::size_t reports_ = 0, strays_ = 0;
  bool wrong_ = false;
  std::vector<std::string> failures_;
};

void keep_selected(Reading& reading, Findings& findings, Selection& selection,
                   std::string_view name) {
  findings = select(findings, selection, name);
  std::vector<ReadingNote> notes;
  for (ReadingNote& note : reading.notes)
    if (select(note.rule, selection, name)) notes.push_back(std::move(note));
  reading.notes = std::move(notes);
}

// Findings about several files, each shown with the file it is about.
int print_by_file(const Options& options, Output& output, std::vector<ReadFile>& files,
                  const Findings& findings, Selection& selection) {
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
                                     options.language, output.colour()));
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
  return for_each_file(options, output, true,
                       [&](const ReadFile& file) { use(file.reading.report, file.name); });
}

namespace {

// Formats that tell all files at once.
int check_together(const Options& options, Output& output, Selection& selection) {
  std::vector<ReadFile> files;
  int status = for_each_file(options, output, false,
                             [&](ReadFile file) { files.push_back(std::move(file)); });
  std::vector<Findings> findings;
  std::vector<Diagnosis> diagnoses;
  for (ReadFile& file : files) {
    findings.push_back(check_found(file.reading));
    keep_selected(file.reading, findings.back(), selection, file.name);
    bool wrong = findings.back().has_errors();
    diagnoses.push_back(wrong ? diagnose(file.reading.report) : Diagnosis());
    if (wrong && status == exit_clean) status = exit_findings;
  }
  std::vector<CheckedFile> checked;
  for (std::size_t i = 0; i < files.size(); ++i)
    checked.push_back(
        {files[i].name, files[i].source, &files[i].reading, &findings[i], &diagnoses[i]});
  if (options.format == "html")
    for (const CheckedFile& file : checked) output.print(findings_html(file, options.language));
  else
    output.print(options.format == "sarif" ? findings_sarif(checked, options.language) + '\n'
                                           : summary_text(checked, options.language));
  return status;
}

}  // namespace

int check_reports(const Options& options, Output& output) {
  Selection selection = options.selection;
  int status = exit_clean;
  if (options.format == "text" || options.format == "json") {
    status = Run(options, output)(
        [&](Reading& reading, std::string_view source, Answer& answer) {
          Findings findings = check_found(reading);
          Selection mine = options.selection;  // counted here, as this runs in several threads
          keep_selected(reading, findings, mine, answer.name);
          for (const Suppression& each : mine.suppressions) answer.suppressed.push_back(each.used);
          answer.wrong = findings.has_errors();
          Diagnosis diagnosis;
          if (answer.wrong) diagnosis = diagnose(reading.report);
          const Diagnosis* shown = answer.wrong ? &diagnosis : nullptr;
          answer.out = options.format == "json"
                           ? findings_json(reading, findings, answer.name, shown) + '\n'
                           : findings_text(reading, findings, answer.name, source, options.language,
                                           output.colour(), shown);
        },
        [&](const Answer& answer) {
          for (std::size_t i = 0; i < answer.suppressed.size(); ++i)
            selection.suppressions[i].used += answer.suppressed[i];
        });
  } else {
    status = check_together(options, output, selection);
  }
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
    int found = print_by_file(options, output, files, check_series(reports_of(files)), selection);
    status = std::max(status, found);
  }
  output.complain(unused_text(selection, options.suppressions, options.language));
  return status;
}

int parts_reports(const Options& options, Output& output) {
  std::vector<ReadFile> files;
  int status = for_each_file(options, output, true,
                             [&](ReadFile file) { files.push_back(std::move(file)); });
  if (files.empty()) return status;
  Selection selection = options.selection;
  Findings findings = check_rollup(files[0].reading.report, reports_of(files, 1), options.missing);
  int found = print_by_file(options, output, files, findings, selection);
  output.complain(unused_text(selection, options.suppressions, options.language));
  return std::max(status, found);
}

}  // namespace v0
}  // namespace gongkai
