// Findings as SARIF 2.1.0 (OASIS). What is written is what the standard calls a log with one run.
#include <cstdint>

#include "gongkai/check.hpp"
#include "gongkai/write.hpp"
#include "text.hpp"
#include "write/catalogue.hpp"
#include "write/json_writer.hpp"
#include "write/place.hpp"

namespace gongkai {
inline namespace v0 {
namespace {

// A path as a URI reference: what a URI gives a meaning to is written by its code.
std::string uri(std::string_view file) {
  constexpr char hex[] = "0123456789ABCDEF";
  std::string text = file.substr(0, 1) == "/" ? "file://" : "";
  for (char c : file) {
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 c == '-' || c == '.' || c == '_' || c == '~' || c == '/';
    auto byte = static_cast<unsigned char>(c);
    if (plain)
      text += c;
    else
      text += {'%', hex[byte >> 4U], hex[byte & 0xFU]};
  }
  return text;
}

// FNV-1a, 64 bits: the same on every machine and in every version.
std::string fingerprint(const std::vector<std::string>& parts) {
  constexpr char hex[] = "0123456789abcdef";
  std::uint64_t hash = 14695981039346656037U;
  auto add = [&](unsigned char byte) { hash = (hash ^ byte) * 1099511628211U; };
  for (const std::string& part : parts) {
    for (char c : part) add(static_cast<unsigned char>(c));
    add(0);  // parts do not run into each other
  }
  std::string text(16, '0');
  for (std::size_t i = 16; i-- > 0; hash >>= 4U) text[i] = hex[hash & 0xFU];
  return text;
}

// What explains a broken equation; nullptr where nothing was found to do so.
const Fault* fault_of(const Finding& finding, const Diagnosis* diagnosis) {
  if (diagnosis == nullptr || !finding.is_equation()) return nullptr;
  for (const Fault& fault : diagnosis->faults)
    for (std::size_t number : fault.equations) {
      const Equation& equation = statutory_rules.equations[number];
      const Identity& identity = statutory_rules.identities[equation.identity];
      bool same = false;
      for_each_term(identity.right, identity.width, equation.base, [&](std::size_t cell) {
        for (const Term& term : finding.terms)
          same = same || (term.role == Role::right && term.cell == cell);
      });
      if (same && identity.rule.id == finding.rule.id && !fault.explanations.empty()) return &fault;
    }
  return nullptr;
}

/// The results of one file. `rules` are those met so far; a new one is added.
class SarifResults {
 public:
  SarifResults(Language language, std::vector<Rule>& rules) : language_(language), rules_(rules) {}

  std::string write(const CheckedFile& file) {
    results(file);
    return out_.take();
  }

 private:
  void string(std::string_view key, std::string_view value) { out_.key(key).string(value); }
  void number(std::string_view key, std::size_t value) {
    out_.key(key).integer(static_cast<std::int64_t>(value));
  }
  void message(std::string_view key, std::string_view text) {
    out_.key(key).open('{');
    string("text", text);
    out_.close('}');
  }
  std::size_t index_of(const Rule& rule) {
    std::size_t i = 0;
    while (i < rules_.size() && rules_[i].id != rule.id) ++i;
    if (i == rules_.size()) rules_.push_back(rule);
    return i;
  }

  void results(const CheckedFile& file) {
    const Report& report = file.reading->report;
    for (const Finding& finding : *file.findings) {
      std::string about = subject(finding, language_), said = gongkai::message(finding, language_);
      if (!about.empty()) said = about + (language_ == Language::zh ? "：" : ": ") + said;
      const Fault* fault = fault_of(finding, file.diagnosis);
      if (fault != nullptr) said += diagnosed(*fault);
      result(finding.rule, said);
      out_.key("locations").open('[');
      location(file, places_of(*file.reading, finding), named_cells(finding), {});
      out_.close(']');
      if (fault != nullptr) proposals(file, fault->explanations[0]);
      std::vector<std::string> parts = {std::string(finding.rule.id), report.agency,
                                        std::to_string(report.year)};
      for (const Term& term : finding.terms)
        if (term.report == finding.report) parts.push_back(to_string(term.path));
      if (!finding.sentence.part.empty())  // a text may say several things of one cell
        for (const Named& named : finding.named)
          if (named.name == "stated") parts.push_back(named.zh);
      end_result(parts, gongkai::message(finding, Language::zh),
                 gongkai::message(finding, Language::en));
    }
    for (const ReadingNote& note : file.reading->notes) {
      result(note.rule, gongkai::message(note, language_));
      out_.key("locations").open('[');
      location(file, {note.place, note.at}, {}, {});
      out_.close(']');
      end_result(
          {std::string(note.rule.id), report.agency, std::to_string(report.year), note.detail},
          gongkai::message(note, Language::zh), gongkai::message(note, Language::en));
    }
  }

  void result(const Rule& rule, const std::string& said) {
    out_.item();
    out_.open('{');
    string("ruleId", rule.id);
    number("ruleIndex", index_of(rule));
    string("level", name(rule.severity));
    message("message", text::one_line(said));
  }

  // "。诊断：只有一种解释：…"
  std::string diagnosed(const Fault& fault) const {
    bool zh = language_ == Language::zh;
    std::string likeliest = gongkai::message(fault.explanations[0], language_);
    if (fault.verdict == Verdict::one)
      return (zh ? "。诊断：只有一种解释：" : ". Diagnosis: there is one explanation: ") +
             likeliest;
    std::string count = std::to_string(fault.count);
    return (zh ? "。诊断：有 " + count + " 种解释，可能性最大的是："
               : ". Diagnosis: the likeliest of " + count + " explanations: ") +
           likeliest;
  }

  static std::vector<Path> named_cells(const Finding& finding) {
    std::vector<Path> cells;
    for (const Term& term : finding.terms)
      if (term.report == finding.report && term.role != Role::left) cells.push_back(term.path);
    return cells;
  }

  // The cells that should hold something else, each where it stands.
  void proposals(const CheckedFile& file, const Explanation& explanation) {
    out_.key("relatedLocations").open('[');
    for (const Slip& slip : explanation.slips)
      for (const Proposal& cell : slip.cells) {
        const std::vector<CellSource>& sources = file.reading->sources;
        bool known = cell.cell < sources.size() && sources[cell.cell].found();
        location(file, known ? Places{sources[cell.cell].place, sources[cell.cell].at} : Places(),
                 {cell.path}, detail::should_be_text({cell}, true, language_));
      }
    out_.close(']');
  }

  // A Word or Excel file has no lines, and no region of SARIF tells its cells: they are logical
  // locations as well.
  void location(const CheckedFile& file, const Places& shown, const std::vector<Path>& cells,
                const std::string& said) {
    out_.item();
    out_.open('{');
    out_.key("physicalLocation").open('{');
    out_.key("artifactLocation").open('{');
    string("uri", uri(file.file));
    out_.close('}');
    if (shown.place.line > 0) region(file, shown.place);
    out_.close('}');
    bool in_table = shown.place.line == 0 && shown.at.known();
    if (in_table || !cells.empty()) {
      out_.key("logicalLocations").open('[');
      for (const Path& cell : cells) {
        out_.item();
        out_.open('{');
        string("fullyQualifiedName", to_string(cell));
        string("name", cell_name(cell, language_));
        string("kind", "member");
        out_.close('}');
      }
      if (in_table) {
        out_.item();
        out_.open('{');
        string("name", place_name(shown.at, file.reading->sheet(shown.at), language_));
        out_.close('}');
      }
      out_.close(']');
    }
    if (!said.empty()) message("message", said);
    out_.close('}');
  }

  // Offsets of a text that was decoded, as from GB18030, are not those of the file.
  void region(const CheckedFile& file, Place place) {
    out_.key("region").open('{');
    number("startLine", place.line);
    if (!file.source.empty() && place.offset <= file.source.size())
      number("startColumn", columns_.of(file.source, place));
    if (file.reading->text.empty()) {
      number("byteOffset", place.offset);
      number("byteLength", place.length);
    }
    out_.close('}');
  }

  void end_result(const std::vector<std::string>& parts, const std::string& zh,
                  const std::string& en) {
    out_.key("partialFingerprints").open('{');
    string("gongkai/v1", fingerprint(parts));
    out_.close('}');
    out_.key("properties").open('{');
    write_text(out_, "message", {zh, en});
    out_.close('}');
    out_.close('}');
  }

  Language language_;
  LineColumns columns_;
  std::vector<Rule>& rules_;
  JsonWriter out_{0};
};

void write_rule(JsonWriter& out, const Rule& rule, Language language) {
  auto message = [&](std::string_view key, std::string_view text) {
    out.key(key).open('{');
    out.key("text").string(text);
    out.close('}');
  };
  Language other = language == Language::zh ? Language::en : Language::zh;
  auto both = [&](const Text& text) {
    return std::string(text[language]) + '\n' + std::string(text[other]);
  };
  out.item();
  out.open('{');
  out.key("id").string(rule.id);
  message("shortDescription", rule.title[language]);
  message("fullDescription", both(rule.title));
  message("help", both(rule.basis));
  out.key("defaultConfiguration").open('{');
  out.key("level").string(name(rule.severity));
  out.close('}');
  out.key("properties").open('{');
  write_text(out, "title", rule.title);
  write_text(out, "basis", rule.basis);
  write_text(out, "message", rule.message);
  out.close('}');
  out.close('}');
}

}  // namespace

void SarifLog::add(const CheckedFile& file) {
  std::string results = SarifResults(language_, rules_).write(file);
  if (!results_.empty() && !results.empty()) results_ += ',';
  results_ += results;
}

std::string SarifLog::write() const {
  JsonWriter out(0);
  out.open('{');
  out.key("$schema").string(
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
      "sarif-schema-2.1.0.json");
  out.key("version").string("2.1.0");
  out.key("runs").open('[');
  out.item();
  out.open('{');
  out.key("tool").open('{');
  out.key("driver").open('{');
  out.key("name").string("gongkai");
  out.key("rules").open('[');
  for (const Rule& rule : rules_) write_rule(out, rule, language_);
  out.close(']');
  out.close('}');
  out.close('}');
  out.key("language").string(language_ == Language::zh ? "zh-CN" : "en-US");
  out.key("columnKind").string("unicodeCodePoints");
  out.key("results").open('[');
  out.raw(results_);
  out.close(']');
  out.close('}');
  out.close(']');
  out.close('}');
  return out.take();
}

std::string findings_sarif(const std::vector<CheckedFile>& files, Language language) {
  SarifLog log(language);
  for (const CheckedFile& file : files) log.add(file);
  return log.write();
}

}  // namespace v0
}  // namespace gongkai
