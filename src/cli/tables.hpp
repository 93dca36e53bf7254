// `gongkai table`, `gongkai sum` and `gongkai rollup`: many reports together.
#ifndef GONGKAI_CLI_TABLES_HPP
#define GONGKAI_CLI_TABLES_HPP

#include <string>
#include <vector>

#include "cli/commands.hpp"

namespace gongkai {
inline namespace v0 {

struct TableOptions {
  std::vector<std::string> columns;  // of table; empty: all
  bool tidy = false;                 // a line for each cell
  std::vector<std::string> by;       // of sum: what to group by
  bool indicators = false;           // instead of the cells
  std::string tree;                  // of rollup: the file that lists the agencies
};

/// The exit status.
int table_reports(const Options& options, const TableOptions& table, Output& output);
int sum_reports(const Options& options, const TableOptions& table, Output& output);
int rollup_reports(const Options& options, const TableOptions& table, Output& output);

}  // namespace v0
}  // namespace gongkai

#endif
