#include <vector>

#include "gongkai/check.hpp"
#include "gongkai/write.hpp"
#include "text.hpp"
#include "write/json_writer.hpp"

namespace gongkai {
namespace {

// Whether cells that it names could not be checked because they have no number.
bool leaves_open(const Finding& finding) {
  return finding.rule.id == cell_missing.id || finding.rule.id == cell_blank.id;
}

// ---- text -------------------------------------------------------------------------------------

class FindingsText {
 public:
  FindingsText(const Reading& reading, std::string_view file, std::string_view source,
               Language language, bool colour)
      : reading_(reading), file_(file), source_(source), language_(language), colour_(colour) {}

  std::string notes() {
    for (const ReadingNote& note : reading_.notes)
      head(note.place, note.rule, {}, message(note, language_));
    return std::move(text_);
  }

  std::string write(const Findings& findings, const Diagnosis* diagnosis) {
    text_ = notes();
    std::size_t counts[] = {0, 0, 0};
    for (const ReadingNote& note : reading_.notes)
      ++counts[static_cast<std::size_t>(note.rule.severity)];
    for (const Finding& finding : findings) {
      head(place_of(finding), finding.rule, subject(finding, language_),
           message(finding, language_));
      printed(finding);
      line(tr("规则", "rule   "), finding.rule.title[language_]);
      line(tr("依据", "basis  "), finding.rule.basis[language_]);
      ++counts[static_cast<std::size_t>(finding.rule.severity)];
    }
    if (diagnosis != nullptr) text_ += diagnosis_text(*diagnosis, language_, colour_);
    total(findings, counts);
    return std::move(text_);
  }

 private:
  std::string tr(std::string_view zh, std::string_view en) const {
    return std::string(language_ == Language::zh ? zh : en);
  }

  std::string coloured(std::string_view code, std::string_view shown) const {
    if (!colour_) return std::string(shown);
    return "\x1b[" + std::string(code) + "m" + std::string(shown) + "\x1b[0m";
  }

  std::string severity(Severity severity) const {
    constexpr std::string_view codes[] = {"36", "33", "1;31"};  // cyan, yellow, bold red
    return coloured(codes[static_cast<std::size_t>(severity)], name(severity, language_));
  }

  std::string line_and_column(Place place) const {
    std::string text = std::to_string(place.line);
    if (place.offset > source_.size() || source_.empty()) return text;
    std::string_view before = source_.substr(0, place.offset);
    std::size_t start = before.rfind('\n') + 1;  // 0 in the first line: npos + 1
    return text + ':' + std::to_string(text::length(before.substr(start)) + 1);
  }

  // file:line:column, as far as they are known.
  std::string where(Place place) const {
    std::string text = text::one_line(file_);
    return place.line == 0 ? text : text + ':' + line_and_column(place);
  }

  void head(Place place, const Rule& rule, const std::string& about, const std::string& sentence) {
    std::string_view colon = language_ == Language::zh ? "：" : ": ";
    text_ += coloured("1", where(place) + ":") + ' ' + severity(rule.severity) + std::string(colon);
    if (!about.empty()) text_ += about + std::string(colon);
    text_ += text::one_line(sentence) + " [" + std::string(rule.id) + "]\n";
  }

  void line(const std::string& what, std::string_view said) {
    text_ += "    " + what + "  " + std::string(said) + '\n';
  }

  const CellSource* source(std::size_t cell) const {
    bool known = cell < reading_.sources.size() && reading_.sources[cell].found();
    return known ? &reading_.sources[cell] : nullptr;
  }

  // An equation is pointed at by what it should add up to, anything else by its first cell.
  Place place_of(const Finding& finding) const {
    for (bool right_only : {true, false})
      for (const Term& term : finding.terms)
        if ((term.role == Role::right || !right_only) && source(term.cell) != nullptr)
          return source(term.cell)->place;
    return {};
  }

  // The cells that matter, each with its place: not the zeros among many. Cells of one row that
  // stand at one place, as in a row that could not be taken apart, are shown as that row.
  void printed(const Finding& finding) {
    constexpr std::size_t most = 8;
    std::size_t shown = 0, left_out = 0;
    for (std::size_t i = 0, next = 0; i < finding.terms.size(); i = next) {
      const Term& term = finding.terms[i];
      const CellSource* at = source(term.cell);
      for (next = i + 1; next < finding.terms.size() && same_place(term, finding.terms[next]);)
        ++next;
      if (at == nullptr || (term.role == Role::left && term.printed == "0")) continue;
      if (term.role == Role::left && term.determined == Count(0)) continue;
      if (++shown > most) {
        left_out += next - i;
        continue;
      }
      line(shown == 1 ? tr("原文", "printed") : tr("    ", "       "),
           line_and_column(at->place) + "  " + row_name(term.path, language_) +
               (next - i > 1 ? "" : tr("·", " · ") + column_name(term.path, language_)) + ' ' +
               as_printed(at->printed));
    }
    if (left_out > 0)
      line(tr("    ", "       "),
           tr("另有 ", "and ") + std::to_string(left_out) + tr(" 格", " more cells"));
  }

  bool same_place(const Term& a, const Term& b) const {
    const CellSource *one = source(a.cell), *other = source(b.cell);
    return one != nullptr && other != nullptr && one->place.length > 0 &&
           one->place.offset == other->place.offset && detail::same_row(a.path, b.path);
  }

  std::string as_printed(const std::string& printed) const {
    if (printed.empty()) return tr("（空白）", "(blank)");
    return tr("“", "\"") + text::one_line(printed) + tr("”", "\"");
  }

  std::string counted(std::size_t count, std::string_view zh, std::string_view en) const {
    std::string number = std::to_string(count);
    if (language_ == Language::zh) return std::string(zh) + ' ' + number + " 处";
    return number + ' ' + std::string(en) + (count == 1 ? "" : "s");
  }

  void total(const Findings& findings, const std::size_t (&counts)[3]) {
    const Report& report = reading_.report;
    std::string agency =
        report.agency.empty() ? tr("机关不明", "agency unknown") : text::one_line(report.agency);
    std::string year = report.year == 0 ? tr("年度不明", "year unknown")
                                        : std::to_string(report.year) + tr(" 年度", "");
    std::string form = std::to_string(static_cast<int>(report.form)) + tr(" 年表式", " form");
    text_ += text::one_line(file_) + tr("：", ": ") + agency + tr("，", ", ") + year +
             tr("，", ", ") + form + tr("：", ": ");
    std::string comma = tr("、", ", ");
    std::string lesser =
        counted(counts[1], "警告", "warning") + comma + counted(counts[0], "提示", "note");
    std::string unchecked = gaps(findings);
    if (counts[2] > 0) {
      text_ += coloured("1;31", tr("发现", "") + counted(counts[2], "错误", "error")) + comma +
               lesser + tr("", " found");
      if (!unchecked.empty())
        text_ += tr("；未能全部核对：", "; not everything could be checked: ") + unchecked;
    } else if (unchecked.empty()) {
      text_ += coloured("32", tr("未发现错误", "no errors found")) + tr("（", " (") + lesser +
               tr("）", ")");
    } else {
      text_ += coloured("33", tr("未发现错误，但未能全部核对：",
                                 "no errors found, but not everything could be checked: ") +
                                  unchecked) +
               tr("（", " (") + lesser + tr("）", ")");
    }
    text_ += '\n';
  }

  // What kept tables from being checked: "缺表二、表三不全、表四有空白".
  std::string gaps(const Findings& findings) const {
    std::string text;
    for (const Finding& finding : findings) {
      if (!leaves_open(finding)) continue;
      std::string table = table_name(finding.terms[0].path, language_);
      if (finding.rule.id == cell_blank.id)
        table += tr("有空白", " has blanks");
      else if (finding.whole_table)
        table = tr("缺", "") + table + tr("", " is missing");
      else
        table += tr("不全", " is incomplete");
      text = detail::join(text, tr("、", "; "), table);
    }
    return text;
  }

  const Reading& reading_;
  std::string_view file_, source_;
  Language language_;
  bool colour_;
  std::string text_;
};

// ---- JSON -------------------------------------------------------------------------------------

void write_text(JsonWriter& out, std::string_view key, const Text& text) {
  out.key(key).open('{');
  out.key("zh").string(text.zh);
  out.key("en").string(text.en);
  out.close('}');
}

void write_place(JsonWriter& out, Place place) {
  out.key("line").integer(static_cast<std::int64_t>(place.line));
  out.key("offset").integer(static_cast<std::int64_t>(place.offset));
}

void write_rule(JsonWriter& out, const Rule& rule) {
  out.key("rule").string(rule.id);
  out.key("severity").string(name(rule.severity));
}

void write_term(JsonWriter& out, const Reading& reading, const Term& term) {
  out.item();
  out.open('{');
  out.key("path").string(to_string(term.path));
  if (int table = table_number(term.path)) out.key("table").integer(table);
  const Label& row = term.path[term.path.size() - 2].label;
  out.key("row").string(row.number.empty() ? row.text.zh : row.number);
  out.key("column").string(term.path.cell().label.text.zh);
  constexpr std::string_view roles[] = {"left", "right", "cell"};
  out.key("role").string(roles[static_cast<std::size_t>(term.role)]);
  out.key("state").string(name(term.state));
  if (term.state == State::value) out.key("value").string(term.printed);
  if (term.determined.has_value()) out.key("determined").integer(term.determined.value());
  if (term.cell < reading.sources.size() && reading.sources[term.cell].found()) {
    const CellSource& source = reading.sources[term.cell];
    out.key("printed").string(source.printed);
    write_place(out, source.place);
  }
  out.close('}');
}

void write_finding(JsonWriter& out, const Reading& reading, const Finding& finding) {
  out.item();
  out.open('{');
  write_rule(out, finding.rule);
  write_text(out, "subject", {subject(finding, Language::zh), subject(finding, Language::en)});
  std::string zh = message(finding, Language::zh), en = message(finding, Language::en);
  write_text(out, "message", {zh, en});
  write_text(out, "title", finding.rule.title);
  write_text(out, "basis", finding.rule.basis);
  if (finding.is_equation()) {
    // Sums may be larger than any integer of JSON readers: as text, like money.
    out.key("left").string(to_string(finding.left));
    out.key("right").string(to_string(finding.right));
  }
  if (!finding.demands.empty()) {
    out.key("demands").open('[');
    for (const Demand& demand : finding.demands) {
      out.item();
      out.open('{');
      out.key("rule").string(demand.rule.id);
      out.key("number").integer(demand.number.value());
      out.close('}');
    }
    out.close(']');
  }
  out.key("cells").open('[');
  for (const Term& term : finding.terms) write_term(out, reading, term);
  out.close(']');
  out.close('}');
}

void write_note(JsonWriter& out, const ReadingNote& note) {
  out.item();
  out.open('{');
  write_rule(out, note.rule);
  std::string zh = message(note, Language::zh), en = message(note, Language::en);
  write_text(out, "message", {zh, en});
  out.key("printed").string(note.detail);
  write_place(out, note.place);
  out.close('}');
}

// ---- the catalogue ------------------------------------------------------------------------------

// Every rule there is, with what it is called as a group.
template <class Visit>
void for_each_rule(Visit&& visit) {
  for (const Identity& identity : statutory_rules.identities) visit(identity.rule, "equation");
  for (const Rule& rule : cell_rules) visit(rule, "cell");
  for (const Rule& rule : reading_rules()) visit(rule, "reading");
}

// How many equations a rule gives on a form: those of rows that the form has.
std::size_t equations_of(const Rule& rule, Form form) {
  Report report = blank_report(form);
  std::size_t count = 0;
  for (const Equation& equation : statutory_rules.equations) {
    const Identity& identity = statutory_rules.identities[equation.identity];
    bool present = false;
    auto look = [&](std::size_t cell) {
      const auto* count_cell = static_cast<const Count*>(cell_at(schema<Report>, &report, cell));
      present = present || count_cell->state() != State::absent;
    };
    for_each_term(identity.left, identity.width, equation.base, look);
    for_each_term(identity.right, identity.width, equation.base, look);
    count += present && identity.rule.id == rule.id ? 1U : 0U;
  }
  return count;
}

}  // namespace

std::string notes_text(const Reading& reading, std::string_view file, std::string_view source,
                       Language language, bool colour) {
  return FindingsText(reading, file, source, language, colour).notes();
}

std::string findings_text(const Reading& reading, const Findings& findings, std::string_view file,
                          std::string_view source, Language language, bool colour,
                          const Diagnosis* diagnosis) {
  return FindingsText(reading, file, source, language, colour).write(findings, diagnosis);
}

std::string findings_json(const Reading& reading, const Findings& findings, std::string_view file,
                          const Diagnosis* diagnosis) {
  JsonWriter out(0);
  out.open('{');
  out.key("file").string(file);
  out.key("agency").string(reading.report.agency);
  out.key("year");
  if (reading.report.year == 0)
    out.raw("null");
  else
    out.integer(reading.report.year);
  out.key("form").integer(static_cast<std::int64_t>(reading.report.form));
  std::size_t errors = findings.count(Severity::error);
  out.key("errors").integer(static_cast<std::int64_t>(errors));
  out.key("incomplete").open('[');
  for (int number = 2; number <= 4; ++number) {
    for (const Finding& finding : findings) {
      if (!leaves_open(finding) || table_number(finding.terms[0].path) != number) continue;
      out.item();
      out.string(table_name(finding.terms[0].path, Language::zh));
      break;
    }
  }
  out.close(']');
  out.key("findings").open('[');
  for (const Finding& finding : findings) write_finding(out, reading, finding);
  out.close(']');
  out.key("notes").open('[');
  for (const ReadingNote& note : reading.notes) write_note(out, note);
  out.close(']');
  if (diagnosis != nullptr) out.key("diagnosis").raw(diagnosis_json(*diagnosis));
  out.close('}');
  return out.take();
}

std::string rules_text(Language language, bool colour) {
  bool zh = language == Language::zh;
  std::string text;
  for_each_rule([&](const Rule& rule, std::string_view group) {
    if (colour) text += "\x1b[1m";
    text += rule.id;
    if (colour) text += "\x1b[0m";
    text += "  " + std::string(name(rule.severity, language)) + '\n';
    text += "    " + std::string(rule.title[language]);
    if (group == "equation") {
      std::string of_2021 = std::to_string(equations_of(rule, Form::of_2021));
      std::string of_2019 = std::to_string(equations_of(rule, Form::of_2019));
      text += zh ? "（2021 年表式 " + of_2021 + " 个等式，2019 年表式 " + of_2019 + " 个）"
                 : " (" + of_2021 + " equations on the 2021 form, " + of_2019 + " on that of 2019)";
    }
    text += "\n    " + std::string(rule.basis[language]) + '\n';
  });
  return text;
}

std::string rules_json() {
  JsonWriter out(2);
  out.open('[');
  for_each_rule([&](const Rule& rule, std::string_view group) {
    out.item();
    out.open('{');
    write_rule(out, rule);
    out.key("group").string(group);
    if (group == "equation") {
      out.key("equations").open('{');
      for (Form form : {Form::of_2021, Form::of_2019})
        out.key(std::to_string(static_cast<int>(form)))
            .integer(static_cast<std::int64_t>(equations_of(rule, form)));
      out.close('}');
    }
    write_text(out, "title", rule.title);
    write_text(out, "basis", rule.basis);
    write_text(out, "message", rule.message);
    out.close('}');
  });
  out.close(']');
  return out.take() + '\n';
}

}  // namespace gongkai
