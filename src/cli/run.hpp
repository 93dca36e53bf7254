// A command run over files: what is printed and said of each, and at the end what could not be
// read.
#ifndef GONGKAI_CLI_RUN_HPP
#define GONGKAI_CLI_RUN_HPP

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/output.hpp"
#include "gongkai/gongkai.hpp"
#include "scan/scan.hpp"

namespace gongkai {
inline namespace v0 {

constexpr int exit_clean = 0;     // nothing at error level
constexpr int exit_findings = 1;  // findings at error level
constexpr int exit_failed = 2;    // the work could not be done

struct Options {
  std::vector<std::string> names;  // files, folders, archives, patterns; "-"
  std::string format;
  Language language = Language::zh;
  std::size_t jobs = 1;
  Selection selection;               // of findings
  std::string suppressions;          // the file they were read from; or empty
  std::vector<std::string> missing;  // of parts: agencies whose reports are not at hand
};

/// A report that was read, with its file.
struct ReadFile {
  std::string name, source;  // the source as text, for columns; empty where it is none
  Reading reading;
};

/// What is printed and said of one item.
struct Answer {
  Found::Kind kind = Found::Kind::failure;
  std::string name;
  std::string out, said;  // for standard output and standard error
  bool wrong = false;     // errors were found
  Error error;            // of a failure
  ReadFile file;          // where it is wanted after this, as are
  Findings findings;      // these
  Diagnosis diagnosis;
  std::vector<std::size_t> suppressed;  // how many findings, by suppression
};

/// All items of all names, and at the end what could not be read.
class Run {
 public:
  using Use = std::function<void(Reading&, std::string_view source, Answer&)>;

  Run(const Options& options, Output& output) : options_(options), output_(output) {}

  /// `use` is called by several threads, whichever report comes; `taken` in the order of the names.
  /// The exit status.
  int operator()(const Use& use, const std::function<void(Answer&)>& taken = {});

 private:
  std::string tr(std::string_view zh, std::string_view en) const;
  bool take(Answer answer);
  void summary();
  std::string strays() const;

  const Options& options_;
  Output& output_;
  std::function<void(Answer&)> taken_;
  std::size_t reports_ = 0, strays_ = 0;
  bool wrong_ = false;
  std::vector<std::string> failures_;
};

}  // namespace v0
}  // namespace gongkai

#endif
