#include "cli/filing.hpp"

#include <cerrno>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>

#include "cli/commands.hpp"
#include "gongkai/gongkai.hpp"
#include "scan/input.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

class Work {
 public:
  Work(const FilingOptions& options, Output& output) : options_(options), output_(output) {}

  std::string tr(std::string_view zh, std::string_view en) const {
    return std::string(options_.language == Language::zh ? zh : en);
  }
  int fail(const std::string& words) {
    output_.complain("gongkai: " + words + '\n');
    return exit_failed;
  }

  bool read(Filing& filing) {
    Result<std::string> all = whole_file(options_.file);
    if (!all) return complain(all.error, {});
    const std::string& bytes = *all;
    bool text = bytes.find('\0') == std::string::npos;
    std::string_view source = text ? std::string_view(bytes) : std::string_view();
    has_reviews_ = is_filing(bytes);
    if (has_reviews_) {
      Result<Filing> found = read_filing(bytes);
      if (!found) return complain(found.error, source);
      filing = *std::move(found);
      return true;
    }
    Result<Reading> reading = gongkai::read(bytes);
    if (!reading) return complain(reading.error, source);
    // What the reader was in doubt about is told here too: it will not be seen in what is written.
    if (!reading->text.empty()) source = reading->text;
    output_.complain(notes_text(*reading, options_.file, source, options_.language, false));
    filing.report = std::move(reading.value.report);
    filing.beside_tables = std::move(reading.value.beside_tables);
    return true;
  }

  // The reviews that the file to write into has already; false where it is another file.
  bool keep_reviews(Filing& filing) {
    if (!std::ifstream(options_.output).good()) return true;  // it is new
    Result<std::string> bytes = whole_file(options_.output);
    if (bytes && is_filing(*bytes)) {
      Result<Filing> kept = read_filing(*bytes);
      if (kept) {
        filing.reviews = std::move(kept.value.reviews);
        filing.justifications = std::move(kept.value.justifications);
        return true;
      }
    }
    fail(options_.output +
         tr("：已有这个文件，其中没有审查记录，没有改动；请另写一个 .json 文件名",
            ": is there already and holds no reviews, left as it is; name another "
            ".json file"));
    return false;
  }

  // Whether what was read has reviews in it.
  bool has_reviews() const { return has_reviews_; }

  // The file that was there stays until all of the new one is written.
  bool write(const std::string& name, const std::string& bytes) {
    std::string part = name + ".part";
    errno = 0;
    std::ofstream file(part, std::ios::binary);
    file << bytes;
    file.close();
    if (file && std::rename(part.c_str(), name.c_str()) == 0) return true;
    output_.complain(explain(system_error(), name, {}, options_.language) + '\n');
    std::remove(part.c_str());
    return false;
  }

  // The report in the shape that the name of the file asks for; false if it asks for none.
  bool shaped(const Report& report, bool to_fill, std::string& bytes) const {
    Language language = options_.language;
    std::string ending = options_.output.substr(options_.output.rfind('.') + 1);
    if (ending == "html" || ending == "htm")
      bytes = options_.fragment ? form_html(report, language) : form_page(report, language);
    else if (ending == "md")
      bytes = form_markdown(report, language);
    else if (ending == "docx")
      bytes = form_docx(report, language);
    else if (ending == "xlsx")
      bytes = to_fill ? form_to_fill(report, language) : form_xlsx(report, language);
    else if (ending == "json")
      bytes = write_json(report, 2) + '\n';
    else if (ending == "csv")
      bytes = std::string(csv_header()) + csv_lines(report, options_.file);
    else if (ending == "txt")
      bytes = form_text(report, language);
    else
      return false;
    return true;
  }

  int unknown_ending() {
    return fail(options_.output +
                tr("：文件名应以 .xlsx、.docx、.html、.md、.json、.csv 或 .txt 结尾",
                   ": the name should end in .xlsx, .docx, .html, .md, .json, .csv or .txt"));
  }

  // What the official form has no place for.
  void tell_left_out(const BesideTables& beside) {
    const std::string* texts[] = {&beside.disclosure, &beside.applications, &beside.proceedings};
    for (std::size_t i = 0; i < std::size(texts); ++i) {
      std::string section(schema<BesideTables>.members[i].label.text[options_.language]);
      if (!texts[i]->empty())
        output_.complain(options_.file +
                         tr("：“" + section +
                                "”中表格之外的文字没有写入，正式表式没有它的位置；如需保留，请移到"
                                "“六、其他需要报告的事项”\n",
                            ": the text beside the table of \"" + section +
                                "\" is not written, as the official form has no place for it; to "
                                "keep it, move it to section 6\n"));
    }
  }

  // The reasons, a line each. Whether there are none.
  bool tell(const Filing& filing, const Findings& findings) {
    std::vector<std::string> reasons = obstacles(filing, findings, options_.language);
    if (reasons.empty()) return true;
    std::string text = options_.file + tr("：还不能公开：", ": may not be published yet:") + '\n';
    for (const std::string& reason : reasons) text += "  " + reason + '\n';
    output_.complain(text);
    return false;
  }

 private:
  bool complain(const Error& error, std::string_view source) {
    output_.complain(explain(error, options_.file, source, options_.language) + '\n');
    return false;
  }

  const FilingOptions& options_;
  Output& output_;
  bool has_reviews_ = false;
};

Date today() {
  std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  constexpr int first_year = 1900;
  return {static_cast<std::int16_t>(local.tm_year + first_year),
          static_cast<std::int8_t>(local.tm_mon + 1), static_cast<std::int8_t>(local.tm_mday)};
}

constexpr std::string_view roles[step_count][2] = {
    {"初审", "initial"}, {"审核", "section"}, {"审发", "release"}};

}  // namespace

std::vector<std::string> role_names() {
  std::vector<std::string> names;
  for (const auto& role : roles)
    for (std::string_view name : role) names.emplace_back(name);
  return names;
}

int new_form(const FilingOptions& options, Output& output) {
  Work work(options, output);
  if (std::ifstream(options.output).good())  // somebody may have filled it in
    return work.fail(options.output +
                     work.tr("：文件已存在，没有改动", ": is there already, left as it is"));
  if (options.agency.find_first_not_of(" \t\r\n") == std::string::npos)
    return work.fail(work.tr("没有写明机关名称", "the agency is not named"));
  Report report = blank_report(options.form);
  report.agency = options.agency;
  report.year = options.year;
  std::string bytes;
  if (!work.shaped(report, true, bytes)) return work.unknown_ending();
  return work.write(options.output, bytes) ? exit_clean : exit_failed;
}

int write_form(const FilingOptions& options, Output& output) {
  Work work(options, output);
  Filing filing;
  std::string bytes;
  if (!work.read(filing)) return exit_failed;
  if (!work.shaped(filing.report, false, bytes)) return work.unknown_ending();
  Findings findings = check_all(filing);
  if (options.publish && !work.tell(filing, findings)) return exit_findings;
  if (!options.publish && findings.has_errors()) {
    std::string errors = std::to_string(findings.count(Severity::error));
    output.complain(options.file +
                    work.tr("：有 " + errors + " 处错误，照写；gongkai check 指出错在何处\n",
                            ": " + errors + " errors, written as they are; see gongkai check\n"));
  }
  work.tell_left_out(filing.beside_tables);
  return work.write(options.output, bytes) ? exit_clean : exit_failed;
}

int review_report(const FilingOptions& options, Output& output) {
  Work work(options, output);
  Filing filing;
  if (!work.read(filing)) return exit_failed;
  Date when = options.date.empty() ? today() : Date::parse(options.date);
  if (!when.ok())
    return work.fail(work.tr("日期应写成 2027-01-12 的样子，不能是 " + options.date,
                             "a date is written 2027-01-12, not " + options.date));
  bool recording = !options.role.empty() || !options.justifications.empty();
  std::string to = options.output;
  if (recording && to.empty()) {
    if (!work.has_reviews())
      return work.fail(
          work.tr("用 -o 写明存到哪个 .json 文件", "say with -o into which .json file"));
    to = options.file;
  }
  if (!to.empty() && !work.has_reviews()) {
    if (to.size() < 5 || to.substr(to.size() - 5) != ".json")
      return work.fail(to + work.tr("：审查记录存为 .json 文件", ": reviews go into a .json file"));
    if (!work.keep_reviews(filing)) return exit_failed;
  }
  for (const std::string& line : options.justifications) filing.justifications += line + '\n';
  Findings findings = check_all(filing);
  if (!options.role.empty()) {
    std::size_t step = 0;
    while (options.role != roles[step][0] && options.role != roles[step][1]) ++step;
    std::string reason = review(filing, static_cast<Step>(step), options.who, when,
                                options.decision, findings, options.language);
    if (!reason.empty()) {
      output.complain(options.file + work.tr("：没有记录：", ": not recorded: ") + reason + '\n');
      return exit_findings;
    }
  }
  if (!to.empty() && !work.write(to, write_json(filing, 2) + '\n')) return exit_failed;
  if (!work.tell(filing, findings)) return recording ? exit_clean : exit_findings;
  output.print(options.file + work.tr("：可以公开\n", ": may be published\n"));
  return exit_clean;
}

}  // namespace v0
}  // namespace gongkai
