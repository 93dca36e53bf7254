// What people and programs get to see: the form as text, tidy CSV, findings as text and JSON.
// JSON of a Report is written by json.hpp.
#ifndef GONGKAI_WRITE_HPP
#define GONGKAI_WRITE_HPP

#include <string>
#include <string_view>

#include "gongkai/diagnosis.hpp"
#include "gongkai/finding.hpp"
#include "gongkai/read.hpp"
#include "gongkai/report.hpp"

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

/// All rules there are: the equations of the form, single cells, reading notes.
std::string rules_text(Language language, bool colour);
std::string rules_json();

}  // namespace gongkai

#endif
