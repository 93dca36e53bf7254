// What people and programs get to see: the official form (HTML, text), tidy CSV, findings as text
// and JSON.
// JSON of a Report is written by json.hpp.
#ifndef GONGKAI_WRITE_HPP
#define GONGKAI_WRITE_HPP

#include <string>
#include <string_view>
#include <vector>

#include "gongkai/diagnosis.hpp"
#include "gongkai/finding.hpp"
#include "gongkai/read.hpp"
#include "gongkai/report.hpp"
#include "gongkai/selection.hpp"

namespace gongkai {
inline namespace v0 {

/// The whole report as aligned text for a terminal, as the official form orders it.
std::string form_text(const Report& report, Language language);

/// The report as the official form: title, date of publication, sections, the tables with the
/// spans of the notice's template. What is written reads back as the same report, prose included,
/// but for
/// - `division` and `parent`, which the form does not print;
/// - cells that are missing, a fraction or ambiguous: a sign stands there, which reads back as
///   unreadable. A blank cell is left empty;
/// - line breaks behind what ends no sentence, which readers take for those of a page; several
///   spaces in a row; paragraphs that are worded like the title of a section; an agency that is no
///   Chinese name; control characters and bytes that are not UTF-8 (U+FFFD stands for them).
///
/// form_html: a piece of HTML to stand in any page: one <div>, its styles inline, its colours those
/// of the page. With findings (of check(report)) the cells they are about are framed and signed,
/// which a black-and-white print keeps, with the sentence as `title`; the list of findings stands
/// above the tables. form_page: the same as a whole page. form_markdown: with pipe tables, which
/// have no spans: the places a box spans are empty.
std::string form_html(const Report& report, Language language = Language::zh,
                      const Findings* findings = nullptr);
std::string form_page(const Report& report, Language language = Language::zh,
                      const Findings* findings = nullptr);
std::string form_markdown(const Report& report, Language language = Language::zh);
std::string form_docx(const Report& report, Language language = Language::zh);
std::string form_xlsx(const Report& report, Language language = Language::zh);
std::string form_to_fill(const Report& report, Language language = Language::zh);

/// A text as a field of CSV (RFC 4180), as a string of JSON: quoted where that is needed. U+FFFD
/// stands for control characters and for bytes that are not UTF-8, which names of files may have.
std::string csv_field(std::string_view text);
std::string json_string(std::string_view text);

/// The columns of tidy CSV, one line: file,agency,year,form,table,row,column,value,state
std::string_view csv_header();

/// Every cell of the report's form as one line of tidy CSV (RFC 4180, UTF-8, LF). `table` is 2, 3
/// or 4; `row` the official number where the row has one, else its label; `value` is empty unless
/// `state` is "value"; money is in 万元.
std::string csv_lines(const Report& report, std::string_view file);

/// Reading notes as a compiler would print them, a line for each. `source` is the text that was
/// read, for column numbers. `colour`: with terminal escape sequences.
std::string notes_text(const Reading& reading, std::string_view file, std::string_view source,
                       Language language, bool colour);

/// Reading notes, then findings: place, sentence, rule; what is printed; the rule in full; its
/// basis; then the diagnosis, where one is given. The last line counts the findings and says which
/// tables could not be checked in full. Where the report was not checked but compared with others,
/// `compared` says how ("与上级报告逐格核对"), and the last line says that.
std::string findings_text(const Reading& reading, const Findings& findings, std::string_view file,
                          std::string_view source, Language language, bool colour,
                          const Diagnosis* diagnosis = nullptr, std::string_view compared = {});

/// The same as one JSON object, on one line, for programs. Both languages are in it. "incomplete"
/// names the tables that could not be checked in full: cells are missing or blank. "diagnosis" is
/// there where one is given.
std::string findings_json(const Reading& reading, const Findings& findings, std::string_view file,
                          const Diagnosis* diagnosis = nullptr);

/// What may be wrong, in sentences: the likeliest explanations of each fault, and how many there
/// are. Empty where nothing is wrong.
std::string diagnosis_text(const Diagnosis& diagnosis, Language language, bool colour);

/// The same as one JSON object, on one line, with every explanation that was kept, its cells and
/// numbers, and the blanks that the equations determine ("filled") or do not ("open").
std::string diagnosis_json(const Diagnosis& diagnosis);

/// One file with what was found in it, for the writers below, which take many. Points to what the
/// caller keeps. Findings of check_series and check_rollup belong to the file of `Finding::report`.
struct CheckedFile {
  std::string_view file;    ///< its name
  std::string_view source;  ///< the text that was read, for columns; may be empty
  const Reading* reading = nullptr;
  const Findings* findings = nullptr;
  const Diagnosis* diagnosis = nullptr;  ///< of the report's errors; may be left out
};

/// The cells of a finding as a small table, those that are to be looked at in square brackets: of
/// an equation its right side. Only the rows concerned, at most twelve. Empty for a finding without
/// cells.
std::string marked_table(const Report& report, const Finding& finding, Language language);

/// Everything found as SARIF 2.1.0, on one line, for code hosts and editors: a rule for each that
/// is broken, a result for each finding and reading note. A broken equation comes with its
/// diagnosis: in the message, and the cells of the likeliest explanation, with the numbers they
/// should hold, as related locations. Messages in that language, both in the
/// properties. Fingerprints come from rule, cells, agency and year, so that they outlive edits
/// elsewhere in the file.
std::string findings_sarif(const std::vector<CheckedFile>& files, Language language);

/// The same of files that come one after the other: only what is written of a file is kept, and
/// each rule once.
class SarifLog {
 public:
  explicit SarifLog(Language language) : language_(language) {}
  void add(const CheckedFile& file);
  std::string write() const;

 private:
  Language language_;
  std::vector<Rule> rules_;
  std::string results_;  // as JSON
};

/// One report with its findings as a page of HTML that needs nothing else: the findings, the
/// diagnosis, the doubts of the reader, then the form with its marks, as form_page() draws it. No
/// style sheet, no script.
std::string findings_html(const CheckedFile& file, Language language);

/// How often each rule is broken and in how many files, then the files with most to say.
std::string summary_text(const std::vector<CheckedFile>& files, Language language);

/// The same of files that come one after the other: only counts are kept.
class FindingSummary {
 public:
  void add(const CheckedFile& file);
  std::string text(Language language) const;

 private:
  struct RuleCount {
    Rule rule;
    std::size_t times = 0, files = 0;
  };
  struct FileCount {
    std::string file;
    std::size_t of[3] = {0, 0, 0};  // by severity
  };
  std::size_t files_ = 0;
  std::vector<RuleCount> rules_;
  std::vector<FileCount> counts_;  // of the files with anything to say
};

/// A line for each suppression that kept nothing back. `file` is where they stand.
std::string unused_text(const Selection& selection, std::string_view file, Language language);

/// All rules there are, in groups; docs/rules.md is the Markdown, in both languages.
std::string rules_text(Language language, bool colour);
std::string rules_json();
std::string rules_markdown();

}  // namespace v0
}  // namespace gongkai

#endif
