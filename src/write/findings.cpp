#include <algorithm>
#include <vector>

#include "gongkai/check.hpp"
#include "gongkai/write.hpp"
#include "text.hpp"
#include "write/catalogue.hpp"
#include "write/json_writer.hpp"
#include "write/place.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

// Whether cells that it names could not be checked because they have no number.
bool leaves_open(const Finding& finding) {
  return finding.rule.id == cell_missing.id || finding.rule.id == cell_blank.id;
}

// ---- text -------------------------------------------------------------------------------------

class FindingsText {
 public:
  FindingsText(const Reading& reading, std::string_view file, std::string_view source,
               Language language, bool colour, std::string_view compared = {})
      : reading_(reading),
        file_(file),
        source_(source),
        language_(language),
        colour_(colour),
        compared_(compared) {}

  std::string notes() {
    for (const ReadingNote& note : reading_.notes)
      head(where({note.place, note.at}), note.rule, {}, message(note, language_));
    return std::move(text_);
  }

  std::string write(const Findings& findings, const Diagnosis* diagnosis) {
    text_ = notes();
    std::size_t counts[] = {0, 0, 0};
    for (const ReadingNote& note : reading_.notes)
      ++counts[static_cast<std::size_t>(note.rule.severity)];
    for (const Finding& finding : findings) {
      head(where(places_of(reading_, finding)), finding.rule, subject(finding, language_),
           message(finding, language_));
      printed(finding);
      if (finding.is_equation()) drawn(finding);
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

  std::string line_and_column(Place place) {
    std::string text = std::to_string(place.line);
    if (place.offset > source_.size() || source_.empty()) return text;
    return text + ':' + std::to_string(columns_.of(source_, place));
  }

  std::string in_source(const Places& shown) {
    return shown.place.line != 0 ? line_and_column(shown.place)
                                 : place_name(shown.at, reading_.sheet(shown.at), language_);
  }

  // file:line:column, or file: table and cell, as far as they are known.
  std::string where(const Places& shown) {
    std::string text = text::one_line(file_);
    if (!shown.known()) return text;
    return text + (shown.place.line != 0 ? ":" : ": ") + in_source(shown);
  }

  void head(const std::string& where, const Rule& rule, const std::string& about,
            const std::string& sentence) {
    std::string_view colon = language_ == Language::zh ? "：" : ": ";
    text_ += coloured("1", where + ":") + ' ' + severity(rule.severity) + std::string(colon);
    if (!about.empty()) text_ += about + std::string(colon);
    text_ += text::one_line(sentence) + " [" + std::string(rule.id) + "]\n";
  }

  void line(const std::string& what, std::string_view said) {
    text_ += "    " + what + "  " + std::string(said) + '\n';
  }

  // The rows concerned as a table, the cells to be looked at in brackets; not of several reports.
  void drawn(const Finding& finding) {
    for (const Term& term : finding.terms)
      if (term.report != finding.report) return;
    std::string table = marked_table(reading_.report, finding, language_);
    for (std::size_t at = 0; at < table.size();) {
      std::size_t end = std::min(table.find('\n', at), table.size());
      text_ += "    " + table.substr(at, end - at) + '\n';
      at = end + 1;
    }
  }

  // The cells that matter, each with its place: not the zeros among many. Cells of one row that
  // stand at one place, as in a row that could not be taken apart, are shown as that row.
  void printed(const Finding& finding) {
    constexpr std::size_t most = 8;
    std::size_t shown = 0, left_out = 0;
    for (std::size_t i = 0, next = 0; i < finding.terms.size(); i = next) {
      const Term& term = finding.terms[i];
      const CellSource* at = source_of(reading_, finding, term);
      for (next = i + 1;
           next < finding.terms.size() && same_place(finding, term, finding.terms[next]);)
        ++next;
      if (at == nullptr || (term.role == Role::left && term.printed == "0")) continue;
      if (term.role == Role::left && term.determined == Count(0)) continue;
      if (++shown > most) {
        left_out += next - i;
        continue;
      }
      line(shown == 1 ? tr("原文", "printed") : tr("    ", "       "),
           in_source({at->place, at->at}) + "  " + row_name(term.path, language_) +
               (next - i > 1 ? "" : tr("·", " · ") + column_name(term.path, language_)) + ' ' +
               as_printed(at->printed));
    }
    if (left_out > 0)
      line(tr("    ", "       "),
           tr("另有 ", "and ") + std::to_string(left_out) + tr(" 格", " more cells"));
  }

  bool same_place(const Finding& finding, const Term& a, const Term& b) const {
    const CellSource* one = source_of(reading_, finding, a);
    const CellSource* other = source_of(reading_, finding, b);
    if (one == nullptr || other == nullptr || !detail::same_row(a.path, b.path)) return false;
    return one->place.line != 0
               ? one->place.length > 0 && one->place.offset == other->place.offset
               : one->at.row == other->at.row && one->at.column == other->at.column;
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
    if (!compared_.empty()) text_ += std::string(compared_) + tr("：", ": ");
    if (!compared_.empty() && findings.empty()) {
      text_ += coloured("32", tr("未发现不符", "nothing found that differs"));
    } else if (counts[2] > 0) {
      text_ += coloured("1;31", tr("发现", "") + counted(counts[2], "错误", "error")) + comma +
               lesser + tr("", " found");
      if (!unchecked.empty())
        text_ += tr("；未能全部核对：", "; not everything could be checked: ") + unchecked;
    } else if (!compared_.empty()) {
      text_ += tr("发现", "") + lesser + tr("", " found");
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
      else if (finding.whole_table())
        table = tr("缺", "") + table + tr("", " is missing");
      else
        table += tr("不全", " is incomplete");
      text = detail::join(text, tr("、", "; "), table);
    }
    return text;
  }

  const Reading& reading_;
  std::string_view file_, source_;
  LineColumns columns_;
  Language language_;
  bool colour_;
  std::string_view compared_;
  std::string text_;
};

// ---- JSON -------------------------------------------------------------------------------------

void write_place(JsonWriter& out, Place place) {
  out.key("line").integer(static_cast<std::int64_t>(place.line));
  out.key("offset").integer(static_cast<std::int64_t>(place.offset));
}

void write_table_place(JsonWriter& out, const Reading& reading, const TablePlace& at) {
  if (!at.known()) return;
  out.key("source").open('{');
  auto number = [&](std::string_view key, std::uint32_t value) {
    if (value != 0) out.key(key).integer(value);
  };
  if (at.table == 0) number("paragraph", at.paragraph);
  number("table", at.table);
  number("row", at.row);
  number("column", at.column);
  if (std::string_view sheet = reading.sheet(at); !sheet.empty()) {
    out.key("sheet").string(sheet);
    if (std::string cell = cell_reference(at); !cell.empty()) out.key("cell").string(cell);
  }
  out.close('}');
}

void write_term(JsonWriter& out, const Reading& reading, const Finding& finding, const Term& term) {
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
  if (term.report != finding.report) {  // one that was checked together with this one
    out.key("report").integer(static_cast<std::int64_t>(term.report));
  } else if (const CellSource* source = source_of(reading, finding, term)) {
    out.key("printed").string(source->printed);
    write_place(out, source->place);
    write_table_place(out, reading, source->at);
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
  if (!finding.named.empty()) {
    out.key("named").open('{');
    for (const Named& named : finding.named) write_text(out, named.name, {named.zh, named.en});
    out.close('}');
  }
  if (Places shown = sentence_places(reading, finding); shown.known()) {
    out.key("sentence").open('{');
    out.key("text").string(finding.sentence.part);
    write_place(out, shown.place);
    out.key("length").integer(static_cast<std::int64_t>(shown.place.length));
    write_table_place(out, reading, shown.at);
    out.close('}');
  }
  out.key("cells").open('[');
  for (const Term& term : finding.terms) write_term(out, reading, finding, term);
  out.close(']');
  out.close('}');
}

void write_note(JsonWriter& out, const Reading& reading, const ReadingNote& note) {
  out.item();
  out.open('{');
  write_rule(out, note.rule);
  std::string zh = message(note, Language::zh), en = message(note, Language::en);
  write_text(out, "message", {zh, en});
  out.key("printed").string(note.detail);
  write_place(out, note.place);
  write_table_place(out, reading, note.at);
  out.close('}');
}

}  // namespace

std::string notes_text(const Reading& reading, std::string_view file, std::string_view source,
                       Language language, bool colour) {
  return FindingsText(reading, file, source, language, colour).notes();
}

std::string findings_text(const Reading& reading, const Findings& findings, std::string_view file,
                          std::string_view source, Language language, bool colour,
                          const Diagnosis* diagnosis, std::string_view compared) {
  return FindingsText(reading, file, source, language, colour, compared).write(findings, diagnosis);
}

std::string findings_json(const Reading& reading, const Findings& findings, std::string_view file,
                          const Diagnosis* diagnosis) {
  JsonWriter out(0);
  out.open('{');
  out.key("file").string(text::printable(file));
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
  for (const ReadingNote& note : reading.notes) write_note(out, reading, note);
  out.close(']');
  if (diagnosis != nullptr) out.key("diagnosis").raw(diagnosis_json(*diagnosis));
  out.close('}');
  return out.take();
}

}  // namespace v0
}  // namespace gongkai
