#include "cli/units.hpp"

#include <string>

namespace gongkai {
inline namespace v0 {
namespace {

/// The lines of a CSV text (RFC 4180), with or without a byte order mark.
std::vector<std::vector<std::string>> csv_rows(std::string_view text) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row(1);
  bool quoted = false, any = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (quoted) {
      if (c != '"')
        row.back() += c;
      else if (i + 1 < text.size() && text[i + 1] == '"')
        row.back() += text[++i];
      else
        quoted = false;
      continue;
    }
    if (c == '"') {
      quoted = any = true;
    } else if (c == ',') {
      row.emplace_back();
      any = true;
    } else if (c == '\n') {
      if (any) rows.push_back(std::move(row));
      row.assign(1, {});
      any = false;
    } else if (c != '\r') {
      row.back() += c;
      any = true;
    }
  }
  if (any) rows.push_back(std::move(row));
  return rows;
}

bool says_yes(std::string_view text) {
  for (std::string_view no : {"", "0", "false", "False", "FALSE", "否"})
    if (text == no) return false;
  return true;
}

}  // namespace

Result<std::vector<Unit>> read_units(std::string_view csv) {
  std::vector<std::vector<std::string>> rows = csv_rows(csv);
  std::vector<std::string Unit::*> members;
  std::size_t vertical = static_cast<std::size_t>(-1);
  bool named = false;
  for (std::size_t i = 0; !rows.empty() && i < rows[0].size(); ++i) {
    const std::string& title = rows[0][i];
    members.push_back(title == "agency"     ? &Unit::agency
                      : title == "parent"   ? &Unit::parent
                      : title == "division" ? &Unit::division
                                            : nullptr);
    named = named || title == "agency";
    if (title == "vertical") vertical = i;
  }
  if (!named) return Error{ErrorCode::missing_member, 0, "agency", {}};
  std::vector<Unit> units;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    Unit unit;
    for (std::size_t j = 0; j < rows[i].size() && j < members.size(); ++j) {
      if (members[j] != nullptr) unit.*members[j] = rows[i][j];
      if (j == vertical) unit.vertical = says_yes(rows[i][j]);
    }
    units.push_back(std::move(unit));
  }
  return units;
}

}  // namespace v0
}  // namespace gongkai
