// What people and programs get to see: the form as text, tidy CSV, findings as text and JSON.
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

/// The whole report as aligned text for a terminal, as the official form orders it.
std::string form_text(const Report& report, Language language);

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
/// tables could not be checked in full.
std::string findings_text(const Reading& reading, const Findings& findings, std::string_view file,
                          std::string_view source, Language language, bool colour,
                          const Diagnosis* diagnosis = nullptr);

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

/// One report with its findings as a page of HTML that needs nothing else: the tables, with frames,
/// signs and the numbers of the findings at the cells, which a black-and-white print keeps; then
/// the findings and the diagnosis. No style sheet and no script.
std::string findings_html(const CheckedFile& file, Language language);

/// How often each rule is broken and in how many files, then the files with most to say.
std::string summary_text(const std::vector<CheckedFile>& files, Language language);

/// A line for each suppression that kept nothing back. `file` is where they stand.
std::string unused_text(const Selection& selection, std::string_view file, Language language);

/// All rules there are, in groups; docs/rules.md is the Markdown, in both languages.
std::string rules_text(Language language, bool colour);
std::string rules_json();
std::string rules_markdown();

}  // namespace gongkai

#endif
