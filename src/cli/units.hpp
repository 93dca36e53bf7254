// The list of agencies that `gongkai rollup` adds up along.
#ifndef GONGKAI_CLI_UNITS_HPP
#define GONGKAI_CLI_UNITS_HPP

#include <string_view>
#include <vector>

#include "gongkai/result.hpp"
#include "gongkai/tree.hpp"

namespace gongkai {
inline namespace v0 {

/// The agencies of a CSV text (RFC 4180): columns agency, parent, division, vertical in any order,
/// named in the first line; only agency is a must. vertical is no where it is empty, 0, false or
/// 否. Error: missing_member, where no column is named agency.
Result<std::vector<Unit>> read_units(std::string_view csv);

}  // namespace v0
}  // namespace gongkai

#endif
