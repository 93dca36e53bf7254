// The subcommands over many reports: table, sum, rollup.
#ifndef GONGKAI_CLI_TABLES_HPP
#define GONGKAI_CLI_TABLES_HPP

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "gongkai/gongkai.hpp"

namespace gongkai {

/// Calls use(report, its name) for every report of these files, and complains of what cannot be
/// read. False if anything could not.
using UseReport = std::function<void(const Report& report, const std::string& name)>;
using ForEachReport =
    std::function<bool(const std::vector<std::string>& files, Language, const UseReport& use)>;

class TableCommands {
 public:
  TableCommands(CLI::App& app, ForEachReport for_each_report);

  /// Whether one of them was asked for; then run() does it and gives the exit status.
  bool chosen() const { return *table_ || *sum_ || *rollup_; }
  int run();

 private:
  int table();
  int sum();
  int rollup();

  ForEachReport for_each_report_;
  CLI::App *table_, *sum_, *rollup_;
  std::vector<std::string> files_, by_, columns_;
  std::string format_, tree_;
  bool tidy_ = false, indicators_ = false;
  Language language_ = Language::zh;
};

}  // namespace gongkai

#endif
